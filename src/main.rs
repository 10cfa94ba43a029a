//! 善治 Shanzhi.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The allocator reads its options before `main`. Memory given back at once keeps the serving process a third smaller at
/// the same speed (`tests/load`), so the program begins once more with that option, unless the operator chose another.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "an option of the allocator, which is set before there are settings")]
fn give_memory_back() {
    use std::os::unix::process::CommandExt as _;
    const OPTION: &str = "MIMALLOC_PURGE_DELAY";
    if std::env::var_os(OPTION).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        // Returns only where the program cannot be begun again: then it goes on as it is.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(OPTION, "0").exec();
    }
}

fn main() -> std::process::ExitCode {
    #[cfg(unix)]
    give_memory_back();
    shanzhi::cli::main()
}
