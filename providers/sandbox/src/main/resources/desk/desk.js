/** The desk: keeps what the sandbox tells it and draws the columns anew when that changes. */
import { call, follow } from './api.js'
import { keepCall, showCall } from './call.js'
import { drawConversation } from './conversation.js'
import { drawDetails } from './details.js'
import { avatar, h, lasted } from './dom.js'
import { faultsDrawer } from './faults.js'
import { drawQueue, steer } from './queue.js'

const at = id => document.getElementById(id)
const LINE = { live: 'Live', lost: 'Reconnecting', connecting: 'Connecting' }
const TYPING_SHOWN_MILLIS = 6100
let skew = 0
const state = {
  conversations: new Map(), faults: [], agents: [], queues: {}, selected: null, unread: new Set(),
  now: () => Date.now() + skew,
}

function select(id) {
  state.selected = id
  state.unread.delete(id)
  draw()
}

function openCall(address) {
  showCall(at('call'), state.selected, address)
  draw()
}

function draw() {
  if (!state.conversations.has(state.selected)) {
    const open = [...state.conversations.values()].filter(conversation => conversation.state !== 'ended')
    state.selected = open.find(conversation => conversation.state === 'active')?.id ?? open[0]?.id ?? null
  }
  const conversation = state.conversations.get(state.selected)
  keepCall(at('call'), state.conversations, state.selected)
  drawQueue(at('queue'), state, select)
  drawConversation(at('conversation'), state, conversation, openCall)
  drawDetails(at('details'), conversation, openCall)
  const waiting = [...state.conversations.values()].filter(one => one.state === 'queued').length
  document.title = `${waiting ? `(${waiting}) ` : ''}Agent desk · Visavis sandbox`
}

function heard(event, data) {
  if (event === 'snapshot') {
    skew = new Date(data.now) - Date.now()
    state.conversations = new Map(data.conversations.map(conversation => [conversation.id, conversation]))
    state.faults = data.faults
    state.agents = data.agents
    state.queues = data.queues
    document.querySelector('.me').replaceChildren(avatar(data.agents[0].name, true), data.agents[0].name)
  } else if (event === 'conversation') {
    const before = state.conversations.get(data.id)
    state.conversations.set(data.id, data)
    if (data.visitorTypingAt) setTimeout(draw, TYPING_SHOWN_MILLIS)
    if (data.botThinkingUntil) setTimeout(draw, Math.max(0, new Date(data.botThinkingUntil) - Date.now() - skew) + 100)
    if (data.id !== state.selected && (before?.messages.length ?? 0) < data.messages.length) state.unread.add(data.id)
  } else if (event === 'faults') {
    state.faults = data
  } else {
    state.conversations.clear()
    state.unread.clear()
    state.faults = []
  }
  drawFaults()
  draw()
}

const toggleFaults = () => {
  const drawer = at('faults')
  drawer.hidden = !drawer.hidden
  at('open-faults').setAttribute('aria-expanded', String(!drawer.hidden))
}
const listFaults = faultsDrawer(at('faults'), toggleFaults)
at('open-faults').addEventListener('click', toggleFaults)
steer(at('queue'))

function drawFaults() {
  listFaults(state.faults)
  const standing = state.faults.filter(fault => fault.remaining !== 0).length
  const badge = document.querySelector('.badge')
  badge.hidden = standing === 0
  badge.textContent = String(standing)
}

function newConversation() {
  const dialog = at('new-conversation')
  const email = h('input', { type: 'email', required: true, test: 'desk-new-email', placeholder: 'maria@example.com' })
  const subject = h('input', { test: 'desk-new-subject', placeholder: 'Video follow-up' })
  const open = event => {
    event.preventDefault()
    call('POST', '/conversations', { vendor: 'talkdesk', email: email.value, subject: subject.value || null })
      .then(opened => { dialog.close(); select(opened.id) }, () => {})
  }
  dialog.replaceChildren(h('h2', {}, 'Write to a contact first'), h('form', { class: 'form', onsubmit: open },
    h('label', {}, 'E-mail', email), h('label', {}, 'Subject', subject),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, 'Cancel'),
      h('button', { type: 'submit', class: 'primary', test: 'desk-new-open' }, 'Open'))))
  dialog.showModal()
}
at('open-new').addEventListener('click', newConversation)

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !at('faults').hidden) toggleFaults()
})

setInterval(() => document.querySelectorAll('[data-since]').forEach(element => {
  element.textContent = lasted(element.dataset.since, state.now())
}), 1000)

follow(heard, line => {
  const light = document.querySelector('.live')
  light.dataset.state = line
  light.lastElementChild.textContent = LINE[line]
})
draw()
