package io.visavis.talkdesk.outbound;

import java.io.InputStream;

/** A file of any size that takes the memory of one block. */
final class RepeatedBlock extends InputStream {
    private final byte[] block;
    private long left;

    RepeatedBlock(byte[] block, long size) {
        this.block = block;
        this.left = size;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(left, Math.min(length, block.length));
        System.arraycopy(block, 0, target, offset, count);
        left -= count;
        return count;
    }
}
