/** The list of conversations: waiting, mine, ended. One stop for Tab, however many wait; arrows go on from there. */
import { isCalling } from './call.js'
import { avatar, h, lasted, clock, vendorName, visitorName } from './dom.js'

const GROUPS = [['queued', 'Waiting'], ['active', 'Active'], ['ended', 'Ended']]
const MOST_ENDED = 30

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** The conversation that Tab leads to: the last one that had the focus. */
let stop = null

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
  const items = itemsIn(host)
  mark(items.find(one => one.dataset.conversationId === stop) || items.find(one => one.getAttribute('aria-current') === 'true') || items[0])
  if (focused) items.find(one => one.dataset.conversationId === focused)?.focus()
}

/** Arrows, Home and End move the focus; around the ends, too. */
export function steer(host) {
  host.addEventListener('keydown', event => {
    const items = itemsIn(host)
    const here = items.indexOf(document.activeElement)
    if (here < 0) return
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1
      : STEPS[event.key] ? (here + STEPS[event.key] + items.length) % items.length : null
    if (next === null) return
    event.preventDefault()
    items[next].focus()
  })
  host.addEventListener('focusin', event => {
    itemsIn(host).forEach(one => { one.tabIndex = -1 })
    stop = event.target.dataset.conversationId
    mark(event.target)
  })
}

function itemsIn(host) {
  return [...host.querySelectorAll('.item')]
}

function mark(item) {
  if (item) item.tabIndex = 0
}

function item(conversation, state, select) {
  const name = visitorName(conversation)
  const last = conversation.messages.at(-1)
  return h('button', {
    type: 'button', class: 'item', test: 'desk-queue-item',
    tabindex: '-1', 'data-conversation-id': conversation.id, 'data-state': conversation.state, 'data-email': conversation.email, 'data-vendor': conversation.vendor,
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
      isCalling(conversation.id) ? h('span', { class: 'calling', test: 'desk-queue-calling' }, 'In a call') : null,
      state.unread.has(conversation.id) ? h('i', { class: 'dot', title: 'Unread' }) : null)))
}
