//! Applications, the two lists and their clocks against a model in memory that knows nothing of the program: sequences of
//! acts by the right and the wrong people at the right and the wrong time, and after every one both say the same
//! (`SO-60` to `SO-63`, `SO-66`, `SO-68` to `SO-70`, `SO-72`; `SO-121` to `SO-127`, a notice that is dropped for `SO-122`
//! among them; `CX-03`, `CX-04`).
//!
//! `MODEL_STEPS` says how many acts; `tests/run fault` takes twenty thousand.
mod acts;
mod applications;
mod days;
mod lists;
mod world;

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use world::World;

/// What an act came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// There is no such thing for this person.
    Missing,
    /// A rule or a role says no; nothing changed.
    Refused,
}

/// Everybody who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Founder,
    Clerk,
    /// Receives and examines, though never the same case.
    Both,
    Reviewer,
    Decider,
    /// Another decider.
    Head,
    /// An officer of the listed organizations.
    Officer,
    /// A clerk of another county.
    Far,
    Stranger,
}

impl Who {
    pub const ALL: [Self; 9] = [
        Self::Founder,
        Self::Clerk,
        Self::Both,
        Self::Reviewer,
        Self::Decider,
        Self::Head,
        Self::Officer,
        Self::Far,
        Self::Stranger,
    ];

    pub fn is_clerk(self) -> bool {
        matches!(self, Self::Clerk | Self::Both)
    }

    pub fn is_reviewer(self) -> bool {
        matches!(self, Self::Both | Self::Reviewer)
    }

    pub fn is_decider(self) -> bool {
        matches!(self, Self::Decider | Self::Head)
    }

    pub fn is_staff(self) -> bool {
        self.is_clerk() || self.is_reviewer() || self.is_decider()
    }
}

/// Acts of one sequence.
const LENGTH: usize = 250;
/// How often a sequence that differs is made shorter.
const SHORTER: usize = 60;

#[expect(clippy::disallowed_methods, reason = "how far the model walks is the tester's wish")]
fn wanted() -> usize {
    std::env::var("MODEL_STEPS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

#[actix_web::test]
async fn the_program_and_a_model_in_memory_never_differ_over_thousands_of_acts() {
    let wanted = wanted();
    let mut world = World::new().await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let sequence = proptest::collection::vec(acts::act(), LENGTH);
    let mut taken = 0;
    while taken < wanted {
        let mut tree = sequence.new_tree(&mut runner).expect("a sequence");
        let acts = tree.current();
        if let Err(first) = world.walk(&acts).await {
            println!("model: after {taken} acts: {first}");
            // A shorter sequence that still differs says more.
            let mut shortest = (acts, first);
            for _ in 0..SHORTER {
                if !tree.simplify() {
                    break;
                }
                let fewer = tree.current();
                match world.walk(&fewer).await {
                    Err(fault) => shortest = (fewer, fault),
                    Ok(()) => {
                        if !tree.complicate() {
                            break;
                        }
                    }
                }
            }
            panic!("{}\nafter {taken} acts without a difference, in\n{:#?}", shortest.1, shortest.0);
        }
        taken += acts.len();
    }
    println!("model: {taken} acts, of which {} were done, {} refused", world.done, taken - world.done);
    assert!(world.done * 3 > taken, "a model whose acts are mostly refused proves little: {} of {taken}", world.done);
}
