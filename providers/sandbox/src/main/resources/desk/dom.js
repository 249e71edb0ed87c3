/** Small helpers to build the page. Text goes in as text only: nothing a visitor writes is ever read as markup. */

/** Makes an element: attributes by name, `on…` as listeners, children as nodes or text; null and false are skipped. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (name === 'test') element.dataset.testid = value
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false))
  return element
}

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Text with its web addresses as links; `open` may take a link over. */
export function linked(text, open) {
  const parts = []
  let end = 0
  for (const found of text.matchAll(ADDRESS)) {
    parts.push(text.slice(end, found.index), link(found[0], open))
    end = found.index + found[0].length
  }
  parts.push(text.slice(end))
  return parts
}

function link(address, open) {
  return h('a', {
    href: address, target: '_blank', rel: 'noopener noreferrer', test: 'desk-link',
    onclick: event => {
      if (isCallLink(address) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault()
        open(address)
      }
    },
  }, address)
}

/** An agent's link to a call: the path /a with a room. */
export function isCallLink(address) {
  try {
    const url = new URL(address)
    return url.pathname === '/a' && url.search.length > 1
  } catch {
    return false
  }
}

export function avatar(name, small) {
  const letters = name.split(/[\s@.]+/).filter(Boolean).slice(0, 2).map(word => word[0].toUpperCase()).join('')
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 5
  return h('span', { class: small ? 'avatar small' : 'avatar', 'data-hue': hue, 'aria-hidden': 'true' }, letters)
}

export function clock(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
}

export function lasted(from, now) {
  const seconds = Math.max(0, Math.floor((now - new Date(from)) / 1000))
  const minutes = Math.floor(seconds / 60)
  return minutes >= 60
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${minutes}:${String(seconds % 60).padStart(2, '0')}`
}

export function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`
}

const VENDORS = { talkdesk: 'Talkdesk', '8x8': '8x8' }

export function vendorName(conversation) {
  return VENDORS[conversation.vendor] || conversation.vendor
}

export function visitorName(conversation) {
  return conversation.context.contact_name || conversation.name || conversation.email || 'Visitor'
}
