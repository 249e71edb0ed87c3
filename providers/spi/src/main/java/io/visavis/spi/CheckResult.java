package io.visavis.spi;

/**
 * Whether an account can be used now.
 *
 * @param ok usable
 * @param detail a sentence for the administrator: what was reached, or what is wrong and what to do. Of an account that can be used
 *     although something is wrong with it, it begins with {@code WARNING: }: the gateway then calls for attention
 */
public record CheckResult(boolean ok, String detail) {

    public static CheckResult ok(String detail) {
        return new CheckResult(true, detail);
    }

    public static CheckResult failed(String detail) {
        return new CheckResult(false, detail);
    }
}
