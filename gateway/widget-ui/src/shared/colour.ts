/** Colours that stay readable whatever primary colour a site picks (WCAG 2.2, contrast). */

interface Rgb {
  r: number;
  g: number;
  b: number;
}

export const DEFAULT_PRIMARY = "#1f4fd8";

/** The colour as #rrggbb, or the default when it is not a hexadecimal colour. */
export function hexColour(value: string): string {
  const text = value.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) {
    return text;
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  return short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : DEFAULT_PRIMARY;
}

/** Black or white, whichever reads better on the colour. */
export function textOn(hex: string): string {
  const light = luminance(parse(hex));
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? "#0b0f19" : "#ffffff";
}

/** The colour, darkened or lightened until it reads on the surface with at least 4.5 to 1. */
export function readableOn(hex: string, surface: string): string {
  const ground = luminance(parse(surface));
  const towards = ground > 0.4 ? 0 : 255;
  let colour = parse(hex);
  for (let step = 0; step < 20 && contrast(luminance(colour), ground) < 4.5; step++) {
    colour = mix(colour, towards, 0.12);
  }
  return format(colour);
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function mix({ r, g, b }: Rgb, towards: number, part: number): Rgb {
  const shift = (channel: number): number => Math.round(channel + (towards - channel) * part);
  return { r: shift(r), g: shift(g), b: shift(b) };
}

function luminance({ r, g, b }: Rgb): number {
  const linear = (channel: number): number => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 };
}

function format({ r, g, b }: Rgb): string {
  return `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, "0")}`;
}
