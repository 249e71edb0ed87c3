/** The list of conversations: waiting, mine, ended. */
import { avatar, h, lasted, clock, vendorName, visitorName } from './dom.js'

const GROUPS = [['queued', 'Waiting'], ['active', 'Active'], ['ended', 'Ended']]
const MOST_ENDED = 30

export function drawQueue(host, state, select) {
  const focused = document.activeElement?.dataset?.conversationId
  host.replaceChildren(...GROUPS.flatMap(([name, title]) => {
    let found = [...state.conversations.values()].filter(conversation => conversation.state === name)
    if (name === 'ended') found = found.reverse().slice(0, MOST_ENDED)
    if (name === 'ended' && found.length === 0) return []
    return [
      h('h2', {}, title, h('span', {}, String(found.length))),
      ...found.map(conversation => item(conversation, state, select)),
      found.length ? null : h('p', { class: 'nothing' }, name === 'queued' ? 'Nobody is waiting.' : 'No open conversation.'),
    ].filter(Boolean)
  }))
  if (focused) host.querySelector(`[data-conversation-id="${CSS.escape(focused)}"]`)?.focus()
}

function item(conversation, state, select) {
  const name = visitorName(conversation)
  const last = conversation.messages.at(-1)
  return h('button', {
    type: 'button', class: 'item', test: 'desk-queue-item',
    'data-conversation-id': conversation.id, 'data-state': conversation.state, 'data-email': conversation.email, 'data-vendor': conversation.vendor,
    'aria-current': String(conversation.id === state.selected), onclick: () => select(conversation.id),
  },
  avatar(name),
  h('span', { class: 'body' },
    h('span', { class: 'line' },
      h('span', { class: 'who' }, name),
      h('span', { class: 'vendor', test: 'desk-queue-vendor' }, vendorName(conversation)),
      h('span', { class: 'when', test: 'desk-queue-wait', 'data-since': conversation.state === 'queued' ? conversation.createdAt : false },
        conversation.state === 'queued' ? lasted(conversation.createdAt, state.now()) : clock(last?.at || conversation.createdAt))),
    h('span', { class: 'line' },
      h('span', { class: 'what' }, last ? last.text || last.attachments[0]?.name : conversation.subject || 'No subject'),
      state.unread.has(conversation.id) ? h('i', { class: 'dot', title: 'Unread' }) : null)))
}
