//! The requests of one thread: libcurl's multi handle, what wakes it, and how a request ended.

use super::answer::Answer;
use super::cause::WEIRD_SERVER_REPLY;
use super::exchange::Exchange;
use super::request::{Ask, Idle};
use super::verdict::Judgement;
use super::{Cause, Role, Settings};
use crate::sys::{close_wakeup_on_exec, connections, ends_of_connection};
use curl::easy::Easy2;
use curl::multi::{Easy2Handle, Multi, MultiWaker};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Connections that are kept for later requests.
const CONNECTIONS: usize = 16;

/// Names requests within libcurl's messages.
static TOKENS: AtomicUsize = AtomicUsize::new(1);

/// Moves the bytes of requests. It stays on the thread that made it.
pub(crate) struct Wheel(Multi);

/// Ends the wait of a wheel, from any thread.
#[derive(Debug)]
pub(crate) struct Waker(MultiWaker);

impl Waker {
    pub(crate) fn wake(&self) {
        let _ = self.0.wakeup(); // fails only for a wheel that is gone, and then nobody waits on it
    }
}

/// A request under way.
pub(crate) struct Running {
    handle: Easy2Handle<Exchange>,
    prepared: Option<Arc<Settings>>,
    token: usize,
}

/// The requests that ended. Libcurl says it once: each of them has to be asked for.
pub(crate) struct Ended(HashMap<usize, Result<(), curl::Error>>);

/// How a request ended, in libcurl's terms.
pub(crate) struct End(Result<(), curl::Error>);

/// A request that ended.
pub(crate) struct Finished {
    /// Its handle, for the next request.
    pub idle: Idle,
    pub answered: Answered,
    /// It failed on a connection that others had used, before the first byte of its own answer: it may be asked once more
    /// (ANS-19).
    pub is_stale: bool,
}

/// What a request that ended brought.
pub(crate) struct Answered {
    pub exchange: Exchange,
    /// What the answer means.
    pub verdict: Judgement,
    /// Why the body broke off, if it did.
    pub broken: Option<Cause>,
}

impl Wheel {
    pub(crate) fn new() -> Self {
        let mut multi = Multi::new();
        // Libcurl's own bound follows the number of requests under way, and closes connections that the next ones need.
        let _ = multi.set_max_connects(CONNECTIONS); // a hint: without it there are more handshakes
        let waker = multi.waker();
        close_wakeup_on_exec(
            || drop(waker.wakeup()), // fails for a handle that is gone, and this one is not
            || drop(multi.poll(&mut [], Duration::ZERO)),
        );
        Self(multi)
    }

    pub(crate) fn waker(&self) -> Waker {
        Waker(self.0.waker())
    }

    /// Sends and receives what can be without waiting.
    pub(crate) fn turn(&self) -> Ended {
        let _ = self.0.perform(); // what goes wrong with a request comes as its end
        let mut ended = HashMap::new();
        self.0.messages(|message| {
            if let (Ok(token), Some(result)) = (message.token(), message.result()) {
                ended.insert(token, result);
            }
        });
        Ended(ended)
    }

    /// Waits until there is something to do for a request, somebody wakes the wheel, or the time is over.
    pub(crate) fn wait(&self, longest: Duration) {
        let _ = self.0.poll(&mut [], longest); // at worst it does not wait
    }

    /// Starts a request that was prepared.
    pub(crate) fn start(&self, request: Idle) -> Result<Running, Cause> {
        let lost = |error: curl::MultiError| Cause::lost(error.description());
        let mut handle = self.0.add2(request.easy).map_err(lost)?;
        let token = TOKENS.fetch_add(1, Ordering::Relaxed);
        handle.set_token(token)?;
        Ok(Running { handle, prepared: request.prepared, token })
    }

    /// What came of a request that ended; `ask` and `settings` are those that it had.
    pub(crate) fn finish(
        &self,
        request: Running,
        end: End,
        ask: Ask,
        settings: &Settings,
    ) -> Result<Finished, Cause> {
        let Running { handle, prepared, .. } = request;
        let mut easy = self.0.remove2(handle).map_err(|error| Cause::lost(error.description()))?;
        let mut exchange = std::mem::take(easy.get_mut());
        look_after_connection(&easy, &exchange);
        let End(result) = end;
        let is_stale = !exchange.is_first && is_stale(&exchange, &result, &settings.method);
        if result.is_err() && is_preliminary(&easy, &exchange.answer, settings) {
            exchange.answer = Answer::default();
        }
        let cause = result.err().map(|error| exchange.cause(&error, easy.take_error_buf()));
        let (verdict, broken) = match exchange.judgement(ask) {
            Some(verdict) => (verdict, cause),
            None => (Err(cause.unwrap_or_else(|| Cause::lost("the answer has no end"))), None),
        };
        let answered = Answered { exchange, verdict, broken };
        Ok(Finished { idle: Idle { easy, prepared }, answered, is_stale })
    }

    /// Calls a request off. `None` when libcurl has lost it.
    pub(crate) fn call_off(&self, request: Running) -> Option<Exchange> {
        let mut easy = self.0.remove2(request.handle).ok()?;
        Some(std::mem::take(easy.get_mut()))
    }
}

impl Ended {
    /// How this request ended, if it did.
    pub(crate) fn take(&mut self, request: &Running) -> Option<End> {
        self.0.remove(&request.token).map(End)
    }
}

impl Running {
    /// What came so far.
    pub(crate) fn exchange(&self) -> &Exchange {
        self.handle.get_ref()
    }

    /// A body that was held, or would be, may come.
    pub(crate) fn release(&mut self) -> Result<(), Cause> {
        let exchange = self.handle.get_mut();
        if let Some(sink) = &mut exchange.sink {
            sink.hold_above = u64::MAX;
        }
        // Libcurl refuses this for a request that has no connection, at first or between two of them.
        if std::mem::take(&mut exchange.waits) {
            self.handle.unpause_write()?;
        }
        Ok(())
    }
}

/// ANS-19, ANS-20: what is known of the connection that a request had.
fn look_after_connection(easy: &Easy2<Exchange>, exchange: &Exchange) {
    if exchange.answer.is_framed_twice() {
        if let Some(ends) = ends_of_connection(easy) {
            connections::distrust(&ends);
        }
    } else if exchange.is_first && exchange.answer.is_multiplexed() {
        if let Some(ends) = ends_of_connection(easy) {
            connections::share(&ends);
        }
    }
}

/// ANS-19: whether a request failed before the first byte of its own answer, and may be repeated.
fn is_stale(exchange: &Exchange, result: &Result<(), curl::Error>, method: &str) -> bool {
    const IDEMPOTENT: [&str; 6] = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"];
    let may_repeat = IDEMPOTENT.contains(&method);
    match result {
        Err(error) if error.is_aborted_by_callback() => true, // it was never sent
        _ if exchange.answer.status == 408 => may_repeat,
        Err(error) if exchange.answer.status == 0 => {
            let is_lost = error.is_got_nothing() || error.is_recv_error() || error.is_send_error();
            may_repeat && (is_lost || error.is_unsupported_protocol() || error.code() == WEIRD_SERVER_REPLY)
        }
        _ => false,
    }
}

/// Whether an exchange that broke off had no answer yet but that of a proxy to CONNECT, or one between the messages of a
/// handshake.
fn is_preliminary(easy: &Easy2<Exchange>, answer: &Answer, settings: &Settings) -> bool {
    match answer.status {
        200..=299 => matches!(easy.response_code(), Ok(0)),
        401 => settings.presented_to(Role::Server).is_some(),
        _ => false,
    }
}
