package dev.launchgate.probe.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Port to the operating system: opens sockets to an address that was judged, and to no other. Never given a name. */
interface Outlet {
    /** A connected TCP socket. */
    Socket stream(InetSocketAddress to, Duration timeout) throws IOException;

    /** A UDP socket on a random port of ours that hears nobody but {@code to}. */
    DatagramSocket datagrams(InetSocketAddress to) throws IOException;
}
