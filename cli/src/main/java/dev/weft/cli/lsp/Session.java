package dev.weft.cli.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.launch.LSPLauncher;

/// One conversation with an editor, from its first word to `exit` or the end of the input.
public final class Session {
    private Session() {}

    /// Serves until the editor is done.
    ///
    /// @return the exit status: 0 if the editor said goodbye as the protocol wants
    public static int serve(InputStream in, OutputStream out, Fronts fronts) {
        var server = new Server(fronts);
        var launcher = LSPLauncher.createServerLauncher(server, in, out);
        server.connect(launcher.getRemoteProxy());
        var listening = launcher.startListening();
        server.onExit(() -> listening.cancel(true));
        try {
            var _ = listening.get();
        } catch (CancellationException _) {
            return server.status();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the conversation broke off", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return server.status();
    }
}
