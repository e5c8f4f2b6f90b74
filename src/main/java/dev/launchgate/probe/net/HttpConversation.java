package dev.launchgate.probe.net;

import dev.launchgate.probe.ProbeFailure.Cause;
import dev.launchgate.probe.ProbeFailure.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;

/** One request and one answer in HTTP/1.1, with a bound on everything that is read. */
final class HttpConversation {
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int MOST_INFORMATIONAL = 8;
    /** Chunks of a byte each, and still not a body of any size. */
    private static final int LONGEST_FRAMING = 1024 * 1024;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(2_048)
            .setMaxLineLength(8_192)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(4)
            .build();

    private final CappedStream input;
    private final OutputStream output;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(
            new BasicHttpTransportMetrics(), CONFIG.getBufferSize(), -1, CONFIG.getMaxLineLength(), null);

    HttpConversation(InputStream input, OutputStream output) {
        // what the parser reads ahead belongs to the body already
        this.input = new CappedStream(input, LONGEST_HEADERS + CONFIG.getBufferSize());
        this.output = output;
    }

    void send(ClassicHttpRequest request) throws IOException, HttpException {
        SessionOutputBufferImpl out =
                new SessionOutputBufferImpl(CONFIG.getBufferSize(), StandardCharsets.UTF_8.newEncoder());
        new DefaultHttpRequestWriter().write(request, out, output);
        out.flush(output);
        output.flush();
    }

    /** The final answer without its body. */
    ClassicHttpResponse receive() throws IOException, HttpException, ProbeException {
        for (int informational = 0; informational <= MOST_INFORMATIONAL; informational++) {
            ClassicHttpResponse response = new DefaultHttpResponseParser(CONFIG).parse(buffer, input);
            // the parser takes an end in the middle of the headers for the end of the headers
            if (response == null || input.ended()) {
                throw new ConnectionClosedException();
            }
            int status = response.getCode();
            if (status < 100 || status > 599 || response.getVersion().getMajor() != 1) {
                throw malformed("not an HTTP answer");
            }
            if (status >= 200 || status == SWITCHING_PROTOCOLS) {
                return response;
            }
        }
        throw malformed("informational answers without end");
    }

    /**
     * The body, or its beginning if it is long.
     *
     * @param most bytes to read
     */
    byte[] body(ClassicHttpResponse response, int most) throws IOException, HttpException, ProbeException {
        requireUncompressed(response);
        input.allow(LONGEST_FRAMING + most);
        long length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        InputStream content = length == ContentLengthStrategy.CHUNKED
                ? new ChunkedInputStream(buffer, input, CONFIG)
                : length >= 0
                        ? new ContentLengthInputStream(buffer, input, length)
                        : new IdentityInputStream(buffer, input);
        return content.readNBytes(most);
    }

    private static void requireUncompressed(ClassicHttpResponse response) throws ProbeException {
        for (Header coding : response.getHeaders("Content-Encoding")) {
            String value = String.valueOf(coding.getValue()).strip().toLowerCase(Locale.ROOT);
            if (!value.isEmpty() && !value.equals("identity")) {
                throw malformed("compressed content, although none was accepted");
            }
        }
    }

    private static ProbeException malformed(String detail) {
        return new ProbeException(Cause.DataMalformed, Phase.Exchange, detail);
    }
}
