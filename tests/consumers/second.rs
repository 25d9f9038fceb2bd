//! Another library in Rust, for a program that links it beside libcopyfile2.a.

/// Panics inside and answers from the handler: each library unwinds by its own runtime.
#[unsafe(no_mangle)]
pub extern "C" fn second_answer() -> i32 {
    std::panic::set_hook(Box::new(|_| {}));
    std::panic::catch_unwind(|| -> i32 { panic!("on purpose") }).map_or_else(|_| 42, |answer| answer)
}
