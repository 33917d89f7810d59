//! The program as people use it: commands and what they print, as data under `tests/cli`.

#[test]
fn commands_print_what_is_written() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C.UTF-8")
        .case("tests/cli/*.trycmd")
        .case("tests/cli/*.toml");
}
