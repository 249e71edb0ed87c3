import { readableOn, textOn } from "../shared/colour";
import type { ColourScheme } from "../shared/protocol";

/** The brightest ground that coloured text stands on in each scheme: what reads there reads on the others. */
const GROUND = { light: "#f4f5f8", dark: "#20252f" };

/** Puts the site's colour and scheme on the document, with text colours that stay readable on them. */
export function applyTheme(primary: string, scheme: ColourScheme): void {
  const dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  const name = dark ? "dark" : "light";
  root.dataset["theme"] = name;
  root.style.setProperty("--primary", primary);
  root.style.setProperty("--on-primary", textOn(primary));
  root.style.setProperty("--primary-text", readableOn(primary, GROUND[name]));
}
