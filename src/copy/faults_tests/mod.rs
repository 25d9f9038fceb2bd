//! The fault matrix: every call that a copy, a move or a replacement makes fails, the first of its kind and each later
//! one, with every errno of its manual page, and moves half of the bytes or none.
//!
//! After each case the caller must have learned the right code in the right phase, the destination must be what rules
//! F1 to F5 say, everything else must be as before, and nothing may be left: no descriptor, thread, memory or file.

mod errnos;
mod judgement;
mod places;
mod scenarios;
mod witness;
mod world;

use crate::sys::Errno;
use crate::sys::fault::{Fault, Hit, Lasts, Plan, Tally, follow};
use places::{Place, Places};
use scenarios::{Outcome, Proof, Scenario, Site};
use std::collections::BTreeMap;
use std::sync::Arc;
use witness::{Held, Witness};
use world::{World, look, sweep};

/// How many cases each scenario has at least: `NAME: COUNT` in each line. A new scenario gets the count that its test
/// tells. A number may fall only where a call is no longer made at all.
const FLOOR: &str = include_str!("floor.txt");

// F1 to F5, M15, Q15, S14, S15: the ways in which bytes move.
#[test]
fn every_call_of_a_copy_fails() {
    places::alone("every_call_of_a_copy_fails", |places| run_all(scenarios::FILES, places));
}

// F1 to F5, P2, P5, P9, P13, S11, S15: clones, offload, direct I/O, restart.
#[test]
fn every_call_of_a_special_copy_fails() {
    places::alone("every_call_of_a_special_copy_fails", |places| run_all(scenarios::SPECIAL, places));
}

// L2, L4, L7, S22, MV7, MV8, RF5: links, directories, moves, replacements.
#[test]
fn every_call_on_names_fails() {
    places::alone("every_call_on_names_fails", |places| run_all(scenarios::NAMES, places));
}

/// One case and everything that came of it.
struct Case<'a> {
    scenario: &'a Scenario,
    hit: Option<Hit>,
    before: World,
    after: World,
    outcome: Outcome,
    witness: Witness,
    made: BTreeMap<&'static str, Tally>,
    left_over: Option<(Held, Held)>,
}

fn run_all(scenarios: &'static [Scenario], places: &mut Places) {
    let mut total = 0;
    let mut wrong = Vec::new();
    let threads = places.threads;
    for (number, scenario) in scenarios.iter().enumerate() {
        let mut directory = |place, side: &str| places.directory(place, &format!("{number}{side}"));
        let (sources, targets) = (directory(scenario.places.0, "s"), directory(scenario.places.1, "t"));
        let (Some(sources), Some(targets)) = (sources, targets) else {
            println!("skipped: fault matrix, {}: no file system for it", scenario.name);
            continue;
        };
        if scenario.places.1 != Place::Ramfs && !places::keeps_attributes(&targets) {
            println!("skipped: fault matrix, {}: no attributes here", scenario.name);
            continue;
        }
        let site = Site { sources, targets, threads };
        let count = run_scenario(scenario, &site, &mut wrong);
        println!("fault matrix: {}: {count} cases", scenario.name);
        match floor_of(scenario.name) {
            Some(floor) if floor <= count => {}
            floor => wrong.push(format!("{}: {count} cases, the floor is {floor:?}", scenario.name)),
        }
        total += count;
        for directory in [&site.sources, &site.targets] {
            sweep(directory);
        }
    }
    println!("fault matrix: {total} cases in all");
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

fn floor_of(name: &str) -> Option<usize> {
    let (_, count) =
        FLOOR.lines().filter_map(|line| line.rsplit_once(": ")).find(|(known, _)| *known == name)?;
    count.parse().ok()
}

fn run_scenario(scenario: &Scenario, site: &Site, wrong: &mut Vec<String>) -> usize {
    // The first run makes what is kept for ever, such as the tables of locks.
    run_case(scenario, site, None);
    let plain = run_case(scenario, site, None);
    wrong.extend(judgement::of_plain(&plain));
    for (call, proof) in scenario.proof {
        let tally = plain.made.get(call).copied().unwrap_or_default();
        let holds = match proof {
            Proof::Succeeds(times) => tally.succeeded >= *times,
            Proof::Refused => tally.made > 0 && tally.succeeded == 0,
            Proof::Absent => tally.made == 0,
        };
        if !holds {
            wrong.push(format!("{}: not the way it says: {call} {proof:?}, but {tally:?}", scenario.name));
        }
    }
    let mut cases = 0;
    for (call, tally) in &plain.made {
        if scenario.skip.contains(call)
            || scenario.pretence.refuses.iter().any(|(refused, _)| refused == call)
        {
            continue;
        }
        for fault in errnos::faults(call) {
            for index in 0..tally.made {
                for lasts in durations(fault, index) {
                    let hit = Hit { call, index, fault, lasts: *lasts };
                    let case = run_case(scenario, site, Some(hit));
                    wrong.extend(judgement::of_case(&case, &plain, site));
                    cases += 1;
                }
            }
        }
    }
    cases
}

/// What fills a disk or breaks it does not go away. `make faults` lets everything last but what would be tried again for
/// ever.
fn durations(fault: Fault, index: usize) -> &'static [Lasts] {
    match fault {
        Fault::Fails(errno) if places::is_long() && !matches!(errno, Errno::INTR | Errno::EXIST) => {
            &[Lasts::Once, Lasts::ToTheEnd]
        }
        Fault::Fails(Errno::NOSPC | Errno::IO | Errno::ROFS | Errno::NOSYS | Errno::OPNOTSUPP)
            if index == 0 =>
        {
            &[Lasts::Once, Lasts::ToTheEnd]
        }
        _ => &[Lasts::Once],
    }
}

fn run_case<'a>(scenario: &'a Scenario, site: &Site, hit: Option<Hit>) -> Case<'a> {
    sweep(&site.targets);
    scenario.set_up(site);
    let before = look(&site.sources, &site.targets);
    let plan = Plan::new([scenario.first, hit], scenario.pretence);
    let mut witness = Witness::new(scenario.listens, scenario.script);
    let held = Held::settled(site.threads);
    // On a fresh thread, which knows no file system yet.
    let outcome = std::thread::scope(|scope| {
        let run = || {
            follow(Some(Arc::clone(&plan)));
            let outcome = scenario.run(site, &mut witness);
            follow(None);
            outcome
        };
        scope.spawn(run).join().expect("no panic")
    });
    let left_over = held.left_over().map(|left| (held, left));
    let after = look(&site.sources, &site.targets);
    Case { scenario, hit, before, after, outcome, witness, made: plan.made(), left_over }
}

/// Goes on with what a case has left, with nothing failing.
fn run_again(scenario: &Scenario, site: &Site) -> (Outcome, World) {
    let mut witness = Witness::new(false, |_| crate::copy::Action::Continue);
    let outcome = scenario.resume(site, &mut witness);
    (outcome, look(&site.sources, &site.targets))
}
