#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| rolelint_fuzz::compare::hold(bytes));
