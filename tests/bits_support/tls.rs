//! TLS in front of a server of the tests: what the server writes at once goes out as one record.

use super::Server;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Passes on what comes, each piece as it came; up to 16 KiB make one record.
const RELAY: &str = r#"
import socket, ssl, sys, threading
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1] + "/cert.pem", sys.argv[1] + "/key.pem")
def turn(source, to):
    try:
        while True:
            data = source.recv(16384)
            if not data:
                break
            to.sendall(data)
    except OSError:
        pass
    for end in (source, to):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
def serve(client):
    try:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        outside = context.wrap_socket(client, server_side=True)
        inside = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
    except OSError:
        client.close()
        return
    threading.Thread(target=turn, args=(inside, outside), daemon=True).start()
    turn(outside, inside)
listener = socket.create_server(("127.0.0.1", 0), backlog=64)
print(listener.getsockname()[1], flush=True)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
"#;

/// A relay that runs, until it is dropped.
pub struct Tls {
    relay: Child,
    port: u16,
    _keys: tempfile::TempDir,
}

impl Tls {
    /// In front of `server`; `None`, with a word, where a program is missing.
    pub fn before(server: &Server) -> Option<Self> {
        let keys = tempfile::tempdir().unwrap();
        if !certificates(keys.path()) {
            println!("skipped: openssl is not installed");
            return None;
        }
        let mut command = Command::new("python3");
        command.args(["-c", RELAY]).arg(keys.path()).arg(server.port.to_string());
        let Ok(mut relay) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
            println!("skipped: no python3 here");
            return None;
        };
        let mut line = String::new();
        BufReader::new(relay.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the port of the relay");
        Some(Self { relay, port, _keys: keys })
    }

    pub fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.port)
    }
}

impl Drop for Tls {
    fn drop(&mut self) {
        let _ = self.relay.kill();
        let _ = self.relay.wait();
    }
}

/// Makes a CA and a certificate for 127.0.0.1 with the openssl command.
pub fn certificates(directory: &Path) -> bool {
    let run = |arguments: &str| {
        let status = Command::new("openssl")
            .args(arguments.split(' '))
            .current_dir(directory)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    std::fs::write(directory.join("ext"), "subjectAltName=IP:127.0.0.1\n").unwrap();
    run(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=test-ca",
    ) && run(
        "req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out csr.pem -subj /CN=127.0.0.1",
    ) && run(
        "x509 -req -in csr.pem -CA ca.pem -CAkey ca.key -CAcreateserial -out cert.pem -days 2 -extfile ext",
    )
}
