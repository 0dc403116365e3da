package org.eventgateway.smc.source.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Decodes bytes and refuses what the charset does not know, instead of putting a question mark there. For one thread. */
final class StrictText {
    private final CharsetDecoder decoder;

    StrictText(Charset charset) {
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    String charset() {
        return decoder.charset().name();
    }

    Optional<String> decode(ByteBuffer bytes) {
        try {
            return Optional.of(decoder.decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
