/** The right column: the person, the context card, the vendor's ids, the links of the call. */
import { avatar, h, linked, vendorName, visitorName } from './dom.js'

export function drawDetails(host, conversation, openCall) {
  if (!conversation) {
    host.replaceChildren()
    return
  }
  const name = visitorName(conversation)
  const context = Object.entries(conversation.context)
  host.replaceChildren(...[
    h('div', { class: 'person' }, avatar(name), h('div', {}, h('h2', {}, name), h('p', {}, conversation.email))),
    h('div', { class: 'card', test: 'desk-context' }, h('h3', {}, 'Context'),
      context.length ? facts(context.map(([key, value]) => [words(key), linked(typeof value === 'string' ? value : JSON.stringify(value), openCall)]), 'desk-context-item')
        : h('p', { class: 'nothing' }, 'The gateway sent no context.')),
    conversation.call ? h('div', { class: 'card', test: 'desk-call-links' }, h('h3', {}, 'Video call'),
      facts([['For you', address(conversation.call.agentUrl, openCall)], ['For the visitor', address(conversation.call.ticketUrl, openCall)], ['Recording', address(conversation.call.recordingUrl, openCall)]])) : null,
    h('div', { class: 'card' }, h('h3', { test: 'desk-vendor', 'data-vendor': conversation.vendor }, `At ${vendorName(conversation)}`),
      facts([['Conversation', code(conversation.id)], ['Interaction', conversation.interactionId ? code(conversation.interactionId) : 'none yet'],
        [conversation.vendor === 'talkdesk' ? 'Touchpoint' : 'Channel', code(conversation.entryPoint)],
        ...(conversation.queue ? [['Queue', conversation.queue.name]] : []), ['Agent', conversation.agent?.name || 'none yet']])),
  ].filter(Boolean))
}

function facts(rows, test) {
  return h('dl', { class: 'facts' }, rows.flatMap(([key, value]) => [h('dt', {}, key), h('dd', { test: test || false }, value)]))
}

/** One line, however long it is; pointing at it shows the whole. */
function address(url, openCall) {
  return h('span', { class: 'address', title: url }, linked(url, openCall))
}

function code(text) {
  return h('code', {}, text)
}

function words(key) {
  const text = key.replace(/[_-]+/g, ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
