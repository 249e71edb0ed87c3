package io.visavis.eightbyeight.outbound;

/** Whether a message after the end makes a new interaction of its conversation (contract 2.4). */
public enum Reopening {
    ON,
    OFF
}
