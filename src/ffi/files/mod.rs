//! The C edge of the functions for files. What is exported here has names of our own, `CopyFile2CreateFile` and so on; the
//! Windows names are inline functions of `include/win32`, so that no other library's symbol is taken.
//!
//! One export serves every width of WCHAR: text comes as a pointer and the bytes of its unit, 1, 2 or 4. The prototypes stand in
//! `include/copyfile2/files.h`, by hand.

/// Exports functions for C. A macro, so that cbindgen does not see them.
macro_rules! export {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) -> $answer:ty $body:block)*) => {
        $(
            $(#[$meta])*
            ///
            /// # Safety
            /// Names are NULL or NUL-terminated and unchanged during the call; buffers are NULL or as large as their sizes
            /// say, and structures whole.
            #[unsafe(no_mangle)]
            pub unsafe extern "C" fn $name($($argument: $kind),*) -> $answer $body
        )*
    };
}

mod name;

pub use name::*;
