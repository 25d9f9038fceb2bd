//! The messages of a thread, without windows (K-Q1, K-Q2): programs post to a thread's queue and wait in it.

use super::wait::{Source, Waitable, wait};
use once_cell::sync::Lazy;
use parking_lot::Mutex;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// One message, as the program posted it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message {
    /// Its kind.
    pub kind: u32,
    /// Two numbers of the program's own.
    pub parameters: [usize; 2],
    /// When it was posted, in ms since the system started.
    pub time: u32,
}

/// `WM_QUIT`
pub const QUIT: u32 = 0x12;

/// What waits in a queue.
pub(super) struct Messages {
    posted: VecDeque<Message>,
    /// `PostQuitMessage` sets a mark: the quit message comes after all others.
    quit: Option<usize>,
    /// Something came since the queue was last looked at: what `MsgWaitForMultipleObjects` waits for.
    is_new: bool,
}

impl From<VecDeque<Message>> for Messages {
    fn from(posted: VecDeque<Message>) -> Self {
        Self { posted, quit: None, is_new: false }
    }
}

impl Messages {
    pub(super) fn has_news(&self) -> bool {
        self.is_new
    }

    pub(super) fn seen(&mut self) {
        self.is_new = false;
    }

    fn take(&mut self, kinds: &std::ops::RangeInclusive<u32>, remove: bool) -> Option<Message> {
        self.is_new = false;
        if let Some(at) = self.posted.iter().position(|message| kinds.contains(&message.kind)) {
            return if remove { self.posted.remove(at) } else { self.posted.get(at).copied() };
        }
        // The quit message passes every filter, as on Windows.
        let code = self.quit.filter(|_| self.posted.is_empty())?;
        if remove {
            self.quit = None;
        }
        Some(Message { kind: QUIT, parameters: [code, 0], time: 0 })
    }
}

/// The queue of one thread.
#[derive(Clone)]
pub struct Queue(Arc<Waitable>);

/// Queues by the kernel's id of their thread.
static QUEUES: Lazy<Mutex<BTreeMap<u32, Queue>>> = Lazy::new(Mutex::default);

/// Takes the queue out of the list when its thread ends.
struct Mine {
    thread: u32,
    queue: Queue,
}

impl Drop for Mine {
    fn drop(&mut self) {
        QUEUES.lock().remove(&self.thread);
    }
}

thread_local! {
    static MINE: Mine = Mine::new();
}

impl Mine {
    fn new() -> Self {
        let (thread, queue) = (crate::sys::thread_id(), Queue(Waitable::queue()));
        QUEUES.lock().insert(thread, queue.clone());
        Self { thread, queue }
    }
}

impl Queue {
    /// The calling thread's, made at the first call.
    pub fn mine() -> Self {
        MINE.with(|mine| mine.queue.clone())
    }

    /// The queue of another thread, if that has looked for messages before.
    pub fn of(thread: u32) -> Option<Self> {
        QUEUES.lock().get(&thread).cloned()
    }

    pub(super) fn waitable(&self) -> &Arc<Waitable> {
        &self.0
    }

    /// Puts a message at the end.
    pub fn post(&self, message: Message) {
        self.0.with_messages(|messages| {
            messages.posted.push_back(message);
            messages.is_new = true;
        });
    }

    /// Ends the loop of the thread once its queue is empty.
    pub fn quit(&self, code: usize) {
        self.0.with_messages(|messages| {
            messages.quit = Some(code);
            messages.is_new = true;
        });
    }

    /// The first message of the `kinds`, if there is one.
    pub fn look(&self, kinds: &std::ops::RangeInclusive<u32>, remove: bool) -> Option<Message> {
        self.0.with_messages(|messages| messages.take(kinds, remove)).flatten()
    }

    /// Waits for a message of the `kinds`.
    pub fn next(&self, kinds: &std::ops::RangeInclusive<u32>) -> Message {
        loop {
            if let Some(message) = self.look(kinds, true) {
                return message;
            }
            wait(&[Source::Messages(self.clone())], false, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: std::ops::RangeInclusive<u32> = 0..=u32::MAX;

    fn message(kind: u32) -> Message {
        Message { kind, parameters: [1, 2], time: 0 }
    }

    /// K-Q2: in order, filtered, the quit message last.
    #[test]
    fn messages_come_in_order_and_quit_comes_last() {
        let queue = Queue::mine();
        queue.quit(7);
        queue.post(message(0x400));
        queue.post(message(0x401));
        assert_eq!(queue.look(&(0x401..=0x401), false), Some(message(0x401)));
        assert_eq!(queue.look(&(0x401..=0x401), true), Some(message(0x401)));
        assert_eq!(queue.next(&ANY), message(0x400));
        assert_eq!(queue.next(&(0x500..=0x500)), Message { kind: QUIT, parameters: [7, 0], time: 0 });
        assert_eq!(queue.look(&ANY, true), None);
    }

    /// K-Q2: a thread without a queue, or one that has ended, takes none.
    #[test]
    fn a_queue_is_its_threads() {
        let (send, receive) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let me = crate::sys::thread_id();
            assert!(Queue::of(me).is_none());
            let queue = Queue::mine();
            send.send(me).expect("the test waits");
            queue.next(&ANY)
        });
        let id = receive.recv().expect("an id");
        Queue::of(id).expect("a queue").post(message(0x400));
        assert_eq!(thread.join().expect("the thread"), message(0x400));
        assert!(Queue::of(id).is_none());
    }
}
