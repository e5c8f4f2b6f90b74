package dev.launchgate.probe.net;

import java.net.Socket;

/**
 * The only way out of the process. Resolves once, judges every address of the answer, connects to exactly a judged one; no
 * name is looked up below it.
 */
public interface Egress {
    /**
     * A connected TCP socket.
     *
     * @param namespace namespace of the checklist that asks
     * @param host name, or address without brackets, as the spec writes it
     * @throws ProbeException EgressDenied, NameNotFound, NameNotResolved, ConnectionRefused, NetworkError or Timeout
     * @throws NotReadyException when the cluster objects that decide are not read yet
     */
    Socket connect(String namespace, String host, int port, Deadline deadline) throws ProbeException, NotReadyException;

    /**
     * A connected TCP socket to a server that the administrator configured: trusted by configuration, so any address will do
     * that is not closed for good.
     *
     * @throws ProbeException as {@link #connect}
     */
    Socket connectAdministered(String host, int port, Deadline deadline) throws ProbeException;
}
