//! Compiles the pack under `roles/` into the tables that the binary carries.

fn main() {
    println!("cargo::rerun-if-changed=roles");
}
