#![doc = include_str!("../README.md")]

/// Prints a line; a reader that went away, such as `head`, is no fault.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}
pub(crate) use say;

mod args;
mod books;
mod card_file;
mod clock;
mod contradictions;
mod database;
mod demo;
mod demo_command;
mod diff_command;
mod draw_command;
mod estate;
mod explain_command;
mod founding;
mod indicators_command;
mod inspect_command;
mod interrupt;
mod named_file;
mod output;
mod planted;
mod platform;
mod problem_file;
mod problems;
mod progress;
mod refused;
mod registry;
mod remarks;
mod reviews;
mod rules_command;
mod serve;
mod set_file;
mod sites;
mod summary_table;
mod visit_command;
mod what_if_command;
mod year;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};
use crate::refused::Refused;

fn main() -> ExitCode {
    let mut arguments = Arguments::parse();
    let command = arguments.command.take().unwrap_or_else(|| {
        let demo = Arguments::parse_from(["huabiao", "demo"]);
        demo.command
            .unwrap_or_else(|| unreachable!("`demo` was just given"))
    });
    if let Command::Rules(rules) = &command {
        return finish(rules_command::run(rules));
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return finish(Err(error.into())),
    };
    finish(runtime.block_on(async {
        let done = match command {
            Command::Demo(arguments) => demo_command::run(&arguments).await,
            Command::Diff(arguments) => diff_command::run(&arguments),
            Command::Draw(arguments) => draw_command::run(&arguments),
            Command::Explain(arguments) => explain_command::run(&arguments),
            Command::Inspect(arguments) => inspect_command::run(&arguments).await,
            Command::Problems(command) => problems::run(&command).await,
            Command::Rules(arguments) => rules_command::run(&arguments),
            Command::Indicators(command) => indicators_command::run(&command),
            Command::Registry(command) => registry::run(&command).await,
            Command::Visit(arguments) => visit_command::run(&arguments).await,
            Command::WhatIf(arguments) => what_if_command::run(&arguments).await,
        };
        database::close_all().await;
        done
    }))
}

/// How a command ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// Everything that was asked for was done.
    Done,
    /// Bad arguments or input.
    Bad,
    /// Some sites could not be inspected.
    Some,
    /// Ctrl-C.
    Interrupted,
}

fn finish(result: anyhow::Result<Exit>) -> ExitCode {
    match result {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Bad) => ExitCode::from(2),
        Ok(Exit::Some) => ExitCode::from(3),
        Ok(Exit::Interrupted) => ExitCode::from(130),
        Err(error) => {
            eprintln!("huabiao: {error:#}");
            if error.is::<Refused>() {
                ExitCode::from(2)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}
