package dev.launchgate;

import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.naming.InitialContext;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.SimpleResolver;

/** Each way past the guard that the rules know, one class each; none of it is ever run. */
final class EgressViolations {
    private EgressViolations() {}

    static final class ByHttpClient {
        HttpClient client() {
            return HttpClient.newHttpClient();
        }
    }

    static final class ByClientOfTheServersLibrary {
        Object client(Vertx vertx) {
            return vertx.createHttpClient();
        }
    }

    static final class ByNetClientOfTheServersLibrary {
        Object client(Vertx vertx) {
            return vertx.createNetClient();
        }
    }

    static final class ByNamesOfTheServersLibrary {
        Object client(Vertx vertx) {
            return vertx.createDnsClient();
        }
    }

    static final class BySocket {
        Socket socket() {
            return new Socket();
        }
    }

    static final class BySocketReference {
        Callable<Socket> socket() {
            return Socket::new;
        }
    }

    static final class BySocketOfOurOwn extends Socket {}

    static final class BySocketFactory {
        Socket socket() throws Exception {
            return SocketFactory.getDefault().createSocket("www.example.com", 443);
        }
    }

    static final class ByTlsSocket {
        Socket socket(SSLSocketFactory factory) throws Exception {
            return factory.createSocket();
        }
    }

    static final class BySocketChannel {
        SocketChannel channel(InetSocketAddress to) throws Exception {
            return SocketChannel.open(to);
        }
    }

    static final class ByAsynchronousChannel {
        AsynchronousSocketChannel channel() throws Exception {
            return AsynchronousSocketChannel.open();
        }
    }

    static final class ByDatagrams {
        DatagramSocket socket() throws Exception {
            return new DatagramSocket();
        }
    }

    static final class ByMulticast {
        DatagramSocket socket() throws Exception {
            return new MulticastSocket();
        }
    }

    static final class ByDatagramChannel {
        DatagramChannel channel() throws Exception {
            return DatagramChannel.open();
        }
    }

    static final class ByUrlStream {
        InputStream stream(URL url) throws Exception {
            return url.openStream();
        }
    }

    static final class ByUrlConnection {
        URLConnection connection(URL url) throws Exception {
            return url.openConnection();
        }
    }

    static final class ByUrlOfUri {
        URL url(URI uri) throws Exception {
            return uri.toURL();
        }
    }

    static final class ByLookup {
        InetAddress address(String host) throws Exception {
            return InetAddress.getByName(host);
        }
    }

    static final class ByLookupOfAll {
        InetAddress[] addresses(String host) throws Exception {
            return InetAddress.getAllByName(host);
        }
    }

    static final class ByLookupReference {
        interface Resolver {
            InetAddress resolve(String host) throws Exception;
        }

        Resolver resolver() {
            return InetAddress::getByName;
        }
    }

    static final class ByAddressOfAName {
        InetSocketAddress address(String host) {
            return new InetSocketAddress(host, 443);
        }
    }

    static final class ByReverseLookup {
        String name(InetAddress address) {
            return address.getCanonicalHostName();
        }
    }

    static final class ByNaming {
        Object found(String url) throws Exception {
            return new InitialContext().lookup(url);
        }
    }

    static final class ByDnsResolver {
        SimpleResolver resolver() throws Exception {
            return new SimpleResolver("192.0.2.1");
        }
    }

    static final class ByDnsLookup {
        Optional<Lookup> lookup() throws Exception {
            return Optional.of(new Lookup("www.example.com"));
        }
    }

    static final class ByNetty {
        io.netty.channel.EventLoopGroup group() {
            return new io.netty.channel.nio.NioEventLoopGroup();
        }
    }

    static final class ByVertx {
        io.vertx.core.Vertx vertx() {
            return io.vertx.core.Vertx.vertx();
        }
    }
}
