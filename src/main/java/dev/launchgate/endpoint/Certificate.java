package dev.launchgate.endpoint;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that is served: two files, read again now and then, so that a renewed one is served without a restart. */
public final class Certificate {
    private static final Logger LOG = LoggerFactory.getLogger(Certificate.class);

    private final Path chain;
    private final Path key;
    private Buffer served = Buffer.buffer();

    public Certificate(Path chain, Path key) {
        this.chain = chain;
        this.key = key;
    }

    /** @throws UncheckedIOException when a file cannot be read */
    public HttpServerOptions options() {
        PemKeyCertOptions pair = read();
        served = pair.getCertValue().copy().appendBuffer(pair.getKeyValue());
        return new HttpServerOptions().setSsl(true).setKeyCertOptions(pair);
    }

    public void follow(Vertx vertx, GateServer server, Duration every) {
        vertx.setPeriodic(every.toMillis(), tick -> reload(server));
    }

    private void reload(GateServer server) {
        try {
            PemKeyCertOptions pair = read();
            Buffer found = pair.getCertValue().copy().appendBuffer(pair.getKeyValue());
            if (found.equals(served)) {
                return;
            }
            // Half a renewal does not fit together: what was served stays until the other half is there.
            server.http()
                    .updateSSLOptions(new SSLOptions().setKeyCertOptions(pair))
                    .onSuccess(done -> served = found)
                    .onFailure(error -> LOG.warn("the endpoint's new certificate cannot be served; the old one stays"));
        } catch (UncheckedIOException e) {
            LOG.warn("the endpoint's certificate cannot be read; the old one stays");
        }
    }

    private PemKeyCertOptions read() {
        try {
            return new PemKeyCertOptions()
                    .setCertValue(Buffer.buffer(Files.readAllBytes(chain)))
                    .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
