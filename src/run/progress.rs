//! How far a long run is, in one line on standard error that goes away by itself.

use super::shared::set;
use crate::cli::Common;
use crate::report::Frame;
use crate::workspace::{Progress, Request};
use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// A run that ends sooner is not worth a line.
const LONG: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(200);

/// Does what a request asks for, and shows how far that is where somebody looks at standard error.
pub(super) fn shown<T>(
    request: &mut Request,
    frame: Frame,
    common: &Common,
    run: impl FnOnce(&Request) -> T,
) -> T {
    let is_plain = set("TERM").is_none_or(|terminal| terminal == "dumb");
    if common.quiet || is_plain || !io::stderr().is_terminal() {
        return run(request);
    }
    let progress = Arc::new(Progress::default());
    request.progress = Some(Arc::clone(&progress));
    let (stop, stopped) = channel();
    thread::scope(|scope| {
        scope.spawn(move || watch(&progress, &stopped, frame));
        let outcome = run(request);
        drop(stop);
        outcome
    })
}

fn watch(progress: &Progress, stopped: &Receiver<()>, frame: Frame) {
    let goes_on = |wait| stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout);
    let mut wait = LONG;
    while goes_on(wait) {
        wait = STEP;
        let files = progress.files.load(Ordering::Relaxed);
        if files > 0 {
            let done = progress.done.load(Ordering::Relaxed);
            draw(&frame.files_read(done, files));
        }
    }
    if wait == STEP {
        draw("");
    }
}

/// Writes over the line; where nobody listens, nothing is lost.
fn draw(line: &str) {
    let mut out = io::stderr().lock();
    let _ = write!(out, "\r\x1b[2K{line}").and_then(|()| out.flush());
}
