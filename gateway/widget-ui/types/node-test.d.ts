/** The little of Node that our unit tests use. */
declare module "node:test" {
  export function test(name: string, body: () => void): void;
  export function beforeEach(body: () => void): void;
  export const mock: {
    /** Until the next `reset`, time passes for these by `tick` alone. */
    timers: { enable(options: { apis: ("setTimeout" | "setInterval")[] }): void; tick(milliseconds: number): void; reset(): void };
    method(object: object, name: string, replacement: () => unknown): void;
  };
}

declare module "node:assert/strict" {
  export function equal(actual: unknown, expected: unknown, message?: string): void;
  export function deepEqual(actual: unknown, expected: unknown, message?: string): void;
  export function ok(value: unknown, message?: string): void;
  export function rejects(promise: Promise<unknown>): Promise<void>;
}

declare function setImmediate(callback: (value: unknown) => void): void;
