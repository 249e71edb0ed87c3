/** History, messages and files of one conversation. */
import { clock, h, linked, size } from './dom.js'
import { fileAddress } from './api.js'

const TYPING_MILLIS = 6000
const NEAR_PX = 60
const PICTURE = /^image\/(png|jpeg|gif|webp)$/

/**
 * Who reads along still sees the newest line when a picture comes in or the call takes its half of the window: a transcript that
 * grows moves its end, not the reader. Only who scrolls up reads elsewhere.
 */
export function keepAtEnd(host) {
  let atEnd = true
  let top = 0
  const look = () => {
    atEnd = near(host) || (atEnd && host.scrollTop >= top - 1)
    top = host.scrollTop
  }
  const follow = () => {
    if (!atEnd) return
    host.scrollTop = host.scrollHeight
    top = host.scrollTop
  }
  host.addEventListener('scroll', look)
  host.addEventListener('load', follow, true)
  host.addEventListener('drawn', event => { atEnd ||= event.detail.another; follow() })
  new ResizeObserver(follow).observe(host)
  return host
}

function near(host) {
  return host.scrollHeight - host.scrollTop - host.clientHeight < NEAR_PX
}

export function drawTranscript(host, conversation, openCall, now) {
  const another = host.dataset.of !== conversation.id
  const nodes = []
  if (conversation.history.length) {
    nodes.push(rule('Before this conversation'))
    conversation.history.forEach(message => nodes.push(h('div', {
      class: 'message past', test: 'desk-history-message', 'data-author': message.author === 'visitor' ? 'visitor' : 'bot',
    }, h('span', { class: 'meta' }, message.author === 'visitor' ? 'Visitor' : 'Before hand-over'),
    message.text ? h('div', { class: 'bubble' }, linked(message.text, openCall)) : null,
    message.cards.map(card),
    message.attachments.map(file => attachment(conversation.id, file)))))
  }
  nodes.push(rule(`${conversation.openedBy === 'agent' ? 'Opened by an agent' : 'Conversation started'} at ${clock(conversation.createdAt)}`))
  conversation.messages.forEach((message, index) =>
    nodes.push(bubble(conversation, message, conversation.messages[index - 1], openCall)))
  if (conversation.visitorTypingAt && now - new Date(conversation.visitorTypingAt) < TYPING_MILLIS) {
    nodes.push(h('p', { class: 'meta', test: 'desk-visitor-typing' }, 'The visitor is typing…'))
  }
  if (conversation.botThinkingUntil && now < new Date(conversation.botThinkingUntil)) {
    nodes.push(h('p', { class: 'meta', test: 'desk-bot-thinking' }, 'The bot is thinking…'))
  }
  if (conversation.state === 'ended') {
    nodes.push(rule(`${conversation.endedBy === 'visitor' ? 'The visitor left' : 'Ended'} at ${clock(conversation.endedAt)}`))
  }
  host.replaceChildren(...nodes)
  host.dataset.of = conversation.id
  host.dispatchEvent(new CustomEvent('drawn', { detail: { another } }))
}

function rule(text) {
  return h('div', { class: 'rule' }, text)
}

function bubble(conversation, message, before, openCall) {
  const follows = before && before.author.type === message.author.type && before.author.name === message.author.name
    && new Date(message.at) - new Date(before.at) < 120000
  return h('div', {
    class: follows ? 'message follows' : 'message', test: 'desk-message', 'data-author': message.author.type, 'data-message-id': message.id,
  },
  h('span', { class: 'meta' }, `${message.author.name} · ${clock(message.at)}`),
  message.text ? h('div', { class: 'bubble', test: 'desk-message-text' }, linked(message.text, openCall)) : null,
  message.card ? card(message.card) : null,
  message.attachments.map(file => attachment(conversation.id, file)),
  message.note ? h('div', { class: 'shortfall' }, message.note) : null)
}

function card(sent) {
  const choices = (sent.content?.options || []).map(option => option.title).join(' · ')
  return h('div', { class: 'card-sent', test: 'desk-message-card' }, choices || sent.contentType)
}

function attachment(id, file) {
  const address = fileAddress(id, file)
  const caption = h('span', {}, h('b', {}, file.name), h('small', {}, `${size(file.size)} · ${file.type}`))
  return PICTURE.test(file.type)
    ? h('a', { class: 'file picture', href: address, target: '_blank', rel: 'noopener', test: 'desk-message-file', 'data-name': file.name },
      h('img', { src: address, alt: file.name }), caption)
    : h('a', { class: 'file', href: address, download: file.name, test: 'desk-message-file', 'data-name': file.name }, paper(), caption)
}

function paper() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M6 2h8l4 4v16H6zM14 2v5h5M9 12h6M9 16h6')
  for (const [name, value] of [['fill', 'none'], ['stroke', 'currentColor'], ['stroke-width', '1.7'], ['stroke-linejoin', 'round']]) path.setAttribute(name, value)
  svg.append(path)
  return svg
}
