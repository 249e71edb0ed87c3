package io.visavis.eightbyeight.signature;

import java.security.PublicKey;

/** 8x8's public keys by id. Thread-safe; may block for a short time. */
public interface PublicKeys {

    Result find(String keyId);

    /** What a look-up gave. */
    sealed interface Result {}

    record Found(PublicKey key) implements Result {}

    /** 8x8 says that there is no such key. */
    record Unknown() implements Result {}

    /** Nobody can tell now. */
    record OutOfReach(String reason) implements Result {}
}
