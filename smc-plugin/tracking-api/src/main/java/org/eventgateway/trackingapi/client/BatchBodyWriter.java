package org.eventgateway.trackingapi.client;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Lets the REST client write a {@link BatchBody} without building it first. Stateless. */
@Produces(MediaType.APPLICATION_JSON)
public final class BatchBodyWriter implements MessageBodyWriter<BatchBody> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return BatchBody.class.isAssignableFrom(type);
    }

    @Override
    public long getSize(
            BatchBody body, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return body.length();
    }

    @Override
    public void writeTo(
            BatchBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> httpHeaders,
            OutputStream out)
            throws IOException {
        body.writeTo(out);
    }
}
