/** The call beside its chat: one frame, kept while the page is drawn anew and while the agent looks at another chat. */
import { h } from './dom.js'

const ALLOWED = 'camera; microphone; display-capture; fullscreen; autoplay; picture-in-picture'

/** Whose call it is; null without one. */
let of = null

export function isCalling(id) {
  return of === id
}

export function showCall(host, id, address) {
  of = id
  const frame = h('iframe', { src: address, allow: ALLOWED, title: 'Video call', test: 'desk-call-frame' })
  host.replaceChildren(
    h('div', { class: 'head' }, h('span', {}, 'Video call'),
      h('button', { type: 'button', test: 'desk-call-window', onclick: () => { window.open(address, '_blank', 'noopener'); hideCall(host) } }, 'Open in a new window'),
      h('button', { type: 'button', test: 'desk-call-close', 'aria-label': 'Close the call panel', onclick: () => hideCall(host) }, '✕')),
    frame)
  host.hidden = false
}

/** A call goes with its chat: out of sight while another is looked at, away when that is over or gone. */
export function keepCall(host, conversations, selected) {
  const state = conversations.get(of)?.state
  if (state === undefined || state === 'ended') hideCall(host)
  else host.hidden = of !== selected
}

function hideCall(host) {
  of = null
  host.replaceChildren()
  host.hidden = true
}
