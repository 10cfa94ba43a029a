//! What people do, right and wrong.
use super::Who;
use proptest::prelude::*;

/// One act. Numbers choose among the cases or entries there are.
#[derive(Debug, Clone)]
pub enum Act {
    /// Time passes, in hours.
    Wait(u32),
    Case(usize, Who, Verb),
    List(usize, Who, Word),
    /// What usually comes next in a case, by who usually does it.
    NextOfCase(usize, usize),
    /// The same for an entry of a list.
    NextOfList(usize, usize),
    /// The clock looks at the lists.
    Tick,
}

/// What is done to an application.
#[derive(Debug, Clone)]
pub enum Verb {
    Submit {
        is_answered: bool,
    },
    Withdraw,
    /// Items of the checklist, and whether each is in order.
    Check(Vec<(usize, bool)>),
    Notify(Vec<usize>),
    Accept,
    Deem,
    Decline,
    Suspend {
        procedure: &'static str,
        officers: usize,
        days: u64,
    },
    Resume,
    AskExtension,
    Extend {
        is_granted: bool,
    },
    Review,
    Decide {
        is_granted: bool,
    },
}

/// What is done to an entry of a list.
#[derive(Debug, Clone)]
pub enum Word {
    Notice(&'static str),
    Object,
    Enter,
    Drop,
    Ask,
    Remove,
    Refuse,
}

/// Grounds that lists begin with; the last two only the clock may use.
pub const GROUNDS: [&str; 7] = [
    "report_late",
    "light_penalty",
    "light_penalty",
    "unreachable",
    "activity_suspended",
    "long_abnormal",
    "repeated_penalty",
];

/// What usually comes next in a case in this state; nothing where it is over.
pub fn next_of_case(state: &str, choice: usize) -> Option<(Who, Verb)> {
    use Verb as V;
    use Who::{Both, Clerk, Decider, Founder, Head, Reviewer};
    let ways: Vec<(Who, Verb)> = match state {
        "draft" => vec![(Founder, V::Submit { is_answered: true })],
        "submitted" => vec![
            (Clerk, V::Accept),
            (Both, V::Accept),
            (Clerk, V::Notify(vec![0, 2])),
            (Clerk, V::Check(vec![(1, true)])),
            (Clerk, V::Deem),
        ],
        "correction" => vec![(Founder, V::Submit { is_answered: true })],
        "accepted" => vec![
            (Reviewer, V::Review),
            (Reviewer, V::Suspend { procedure: "inspection", officers: 2, days: 6 }),
            (Both, V::AskExtension),
            (Reviewer, V::Suspend { procedure: "hearing", officers: 0, days: 12 }),
        ],
        "suspended" => vec![(Reviewer, V::Resume), (Decider, V::Extend { is_granted: true }), (Both, V::Resume)],
        "reviewed" => vec![
            (Decider, V::Decide { is_granted: true }),
            (Head, V::Extend { is_granted: true }),
            (Reviewer, V::AskExtension),
            (Head, V::Decide { is_granted: false }),
        ],
        _ => return None,
    };
    ways.get(choice % ways.len()).cloned()
}

/// What usually comes next for an entry in this state; a new notice where it is over.
pub fn next_of_list(state: &str, choice: usize) -> (Who, Word) {
    use Who::{Clerk, Decider, Head, Officer};
    let ways: Vec<(Who, Word)> = match state {
        "noticed" => vec![(Officer, Word::Object), (Decider, Word::Enter), (Head, Word::Drop), (Head, Word::Enter)],
        "objected" => vec![(Decider, Word::Enter), (Head, Word::Enter), (Head, Word::Drop)],
        "listed" => vec![(Officer, Word::Ask), (Head, Word::Remove)],
        "asking" => vec![(Decider, Word::Remove), (Decider, Word::Refuse)],
        _ => vec![(Clerk, Word::Notice(GROUNDS[choice % 5]))],
    };
    ways[choice % ways.len()].clone()
}

fn anybody() -> impl Strategy<Value = Who> {
    proptest::sample::select(Who::ALL.to_vec())
}

/// Mostly somebody whose task it is.
fn mostly(right: Vec<Who>) -> impl Strategy<Value = Who> {
    prop_oneof![6 => proptest::sample::select(right), 1 => anybody()]
}

fn case(right: &[Who], verb: impl Strategy<Value = Verb> + 'static) -> BoxedStrategy<Act> {
    (0..3usize, mostly(right.to_vec()), verb).prop_map(|(n, who, verb)| Act::Case(n, who, verb)).boxed()
}

fn entry(right: &[Who], word: impl Strategy<Value = Word> + 'static) -> BoxedStrategy<Act> {
    (0..6usize, mostly(right.to_vec()), word).prop_map(|(n, who, word)| Act::List(n, who, word)).boxed()
}

fn items() -> impl Strategy<Value = Vec<usize>> {
    proptest::sample::subsequence(vec![0usize, 1, 2, 3], 0..3)
}

/// Any act.
pub fn act() -> impl Strategy<Value = Act> {
    use Verb as V;
    use Who::{Both, Clerk, Decider, Founder, Head, Officer, Reviewer};
    let of_cases = prop_oneof![
        5 => case(&[Founder], prop::bool::weighted(0.85).prop_map(|is_answered| V::Submit { is_answered })),
        1 => case(&[Founder], Just(V::Withdraw)),
        1 => case(&[Clerk, Both], proptest::collection::vec((0..4usize, prop::bool::weighted(0.8)), 0..3).prop_map(V::Check)),
        2 => case(&[Clerk, Both], items().prop_map(V::Notify)),
        4 => case(&[Clerk, Both], Just(V::Accept)),
        1 => case(&[Clerk], Just(V::Deem)),
        1 => case(&[Clerk, Both], Just(V::Decline)),
        3 => case(&[Reviewer, Both], (proptest::sample::select(vec!["hearing", "inspection", "consultation", "publicity"]), 0..4usize, 0..40u64)
            .prop_map(|(procedure, officers, days)| V::Suspend { procedure, officers, days })),
        4 => case(&[Reviewer, Both], Just(V::Resume)),
        2 => case(&[Reviewer, Both], Just(V::AskExtension)),
        2 => case(&[Decider, Head], any::<bool>().prop_map(|is_granted| V::Extend { is_granted })),
        3 => case(&[Reviewer, Both], Just(V::Review)),
        2 => case(&[Decider, Head], any::<bool>().prop_map(|is_granted| V::Decide { is_granted })),
    ];
    let of_lists = prop_oneof![
        4 => entry(&[Clerk, Both], proptest::sample::select(GROUNDS.to_vec()).prop_map(Word::Notice)),
        2 => entry(&[Officer], Just(Word::Object)),
        5 => entry(&[Decider, Head], Just(Word::Enter)),
        1 => entry(&[Decider, Head], Just(Word::Drop)),
        2 => entry(&[Officer], Just(Word::Ask)),
        1 => entry(&[Decider, Head], Just(Word::Remove)),
        1 => entry(&[Decider, Head], Just(Word::Refuse)),
    ];
    let wait = prop_oneof![6 => 1..60u32, 3 => 60..400u32, 1 => 1_000..9_000u32];
    prop_oneof![
        4 => of_cases,
        4 => of_lists,
        10 => (0..3usize, 0..60usize).prop_map(|(n, choice)| Act::NextOfCase(n, choice)),
        5 => (0..6usize, 0..60usize).prop_map(|(n, choice)| Act::NextOfList(n, choice)),
        4 => wait.prop_map(Act::Wait),
        2 => Just(Act::Tick),
    ]
}
