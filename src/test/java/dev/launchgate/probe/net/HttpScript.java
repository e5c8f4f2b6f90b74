package dev.launchgate.probe.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP server that notes the lines of a request and answers with exactly these bytes. */
final class HttpScript implements LoopbackServer.Script {
    final BlockingQueue<List<String>> requests = new LinkedBlockingQueue<>();
    private final LoopbackServer.Script answer;

    HttpScript(LoopbackServer.Script answer) {
        this.answer = answer;
    }

    static HttpScript answering(String... lines) {
        byte[] bytes = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        return new HttpScript(socket -> socket.getOutputStream().write(bytes));
    }

    @Override
    public void serve(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        requests.add(lines);
        answer.serve(socket);
        socket.getOutputStream().flush();
    }
}
