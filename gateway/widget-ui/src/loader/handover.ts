const LINK = /^#visavis-handover=([\w-]+)$/;

/**
 * The token of a link that leads into a conversation, or nothing. It is taken out of the address bar, so that nobody bookmarks or
 * shares what works once.
 */
export function handoverInAddress(): string {
  const token = LINK.exec(location.hash)?.[1] ?? "";
  if (token !== "") {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return token;
}
