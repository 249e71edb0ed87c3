import { VisavisWidget } from "./loader/element";

if (customElements.get("visavis-widget") === undefined) {
  customElements.define("visavis-widget", VisavisWidget);
} else {
  console.warn("[visavis] widget.js is on this page twice");
}
