/** The launcher and the frame's place on the page. Constructed, so that a site's CSP needs no inline style for us. */
const TEXT = `
:host { all: initial; }
:host([hidden]) { display: none; }
.root { --edge: 20px; position: fixed; z-index: 2147483000; inset: auto var(--edge) var(--edge) auto; font: 500 14px/1.2 system-ui, sans-serif; }
.root[hidden] { display: none; }
.root.left { inset: auto auto var(--edge) var(--edge); }
button {
  position: relative; display: grid; place-items: center; width: 56px; height: 56px; margin: 0; padding: 0; border: 0;
  border-radius: 50%; cursor: pointer; color: var(--vv-on-primary); background: var(--vv-primary);
  box-shadow: 0 1px 3px rgb(10 18 40 / .18), 0 8px 28px rgb(10 18 40 / .22);
  transition: transform .18s cubic-bezier(.2,.8,.3,1), box-shadow .18s;
}
button:hover { transform: scale(1.05); }
button:active { transform: scale(.96); }
button:focus-visible { outline: 3px solid var(--vv-primary); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
svg { grid-area: 1 / 1; width: 26px; height: 26px; transition: opacity .16s, transform .22s cubic-bezier(.2,.8,.3,1); }
svg.down { opacity: 0; transform: rotate(-60deg) scale(.7); }
.open svg.down { opacity: 1; transform: none; }
.open svg.bubble { opacity: 0; transform: rotate(40deg) scale(.7); }
.badge {
  position: absolute; inset: -4px -4px auto auto; min-width: 22px; height: 22px; padding: 0 6px; box-sizing: border-box;
  border-radius: 11px; color: #fff; background: #c81e3a; font: 600 12px/22px system-ui, sans-serif; text-align: center;
}
.badge[hidden] { display: none; }
.calling button::after {
  content: ""; position: absolute; inset: -5px; border-radius: 50%; border: 3px solid #12805c; animation: ring 1.8s ease-out infinite;
}
@keyframes ring { from { opacity: .9; transform: scale(.94) } to { opacity: 0; transform: scale(1.22) } }
.frame {
  position: fixed; inset: auto var(--edge) calc(var(--edge) + 72px) auto; width: min(400px, calc(100vw - 40px));
  height: min(704px, calc(100dvh - var(--edge) - 92px)); border-radius: 18px; overflow: hidden; background: var(--vv-surface);
  box-shadow: 0 0 0 1px rgb(10 18 40 / .06), 0 12px 56px rgb(10 18 40 / .2); opacity: 0; visibility: hidden;
  transform: translateY(14px) scale(.985); transform-origin: bottom right;
  transition: opacity .18s ease, transform .22s cubic-bezier(.2,.8,.3,1), visibility 0s .22s, width .24s ease;
}
.left .frame { inset: auto auto calc(var(--edge) + 72px) var(--edge); transform-origin: bottom left; }
.open .frame { opacity: 1; visibility: visible; transform: none; transition-delay: 0s; }
.frame.call { width: min(880px, calc(100vw - 40px)); }
.frame.full, .kiosk .frame { inset: 0; width: 100%; height: 100%; border-radius: 0; }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
iframe:not([data-greeted]) { opacity: 0; }
.kiosk button, .open.full-window button { display: none; }
@media (max-width: 520px), (max-height: 460px) {
  .frame, .left .frame, .frame.call { inset: 0; width: 100%; height: 100%; border-radius: 0; }
  .open button { display: none; }
}
@media (prefers-reduced-motion: reduce) {
  button, svg, .frame { transition: none; }
  .calling button::after { animation: none; }
}
@media print { .root { display: none; } }
`;

export function launcherStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(TEXT);
  return sheet;
}
