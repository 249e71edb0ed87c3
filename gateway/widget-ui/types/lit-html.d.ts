// The part of lit-html that the panel uses. The jar on Maven Central carries no declarations of its own.

declare module "lit-html" {
  export interface TemplateResult {
    readonly strings: TemplateStringsArray;
    readonly values: readonly unknown[];
  }
  export const nothing: unique symbol;
  export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
  export function svg(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
  export function render(value: unknown, container: HTMLElement | DocumentFragment): unknown;
}

declare module "lit-html/directives/repeat.js" {
  export function repeat<T>(
    items: Iterable<T>,
    key: (item: T, index: number) => unknown,
    template: (item: T, index: number) => unknown,
  ): unknown;
}

declare module "lit-html/directives/class-map.js" {
  export function classMap(classes: Readonly<Record<string, boolean>>): unknown;
}

declare module "lit-html/directives/live.js" {
  export function live(value: unknown): unknown;
}

declare module "lit-html/directives/ref.js" {
  export function ref(callback: (element: Element | undefined) => void): unknown;
}

declare module "*.css";
