//! The whole way on a real database: append, sequence, publish, prove, verify, witness.
use super::*;
use crate::{
    kernel::time::Ts,
    platform::db::{Conn, Engine, Use, migrate},
};
use chrono::TimeDelta;
use diesel::{Connection, prelude::*};
use proptest::prelude::*;
use serde_json::Map;
use std::{cell::RefCell, collections::BTreeMap};
use tlog_tiles::{
    Error, HashReader, Tile, TileHashReader, TileReader, check_record, check_tree, record_hash, stored_hash_index,
};

type Files = BTreeMap<String, Vec<u8>>;

impl Sink for Files {
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }
}

fn now() -> Ts {
    "2026-11-23T01:02:03Z".parse().unwrap()
}

fn database() -> Conn {
    let mut conn = Engine::parse("sqlite://:memory:").unwrap().connect(Use::Write).unwrap();
    migrate(&mut conn).unwrap();
    conn
}

fn sequencer() -> Sequencer {
    let key = NoteKey::from_seed("city.example/ledger", &[1; 32]).unwrap();
    Sequencer { key, batch: 1000, refresh: TimeDelta::minutes(1) }
}

fn trust() -> Trust {
    Trust::in_log(&sequencer().key.vkey()).unwrap()
}

fn act(number: u64, is_public: bool) -> NewEntry<'static> {
    let facts = Map::from_iter([("number".to_owned(), number.into())]);
    let (kind, subject_kind, actor) = ("market.bid.received", "tender", "system".to_owned());
    NewEntry { kind, subject_kind, subject_ref: "T-1", actor, occurred_at: now(), is_public, facts }
}

/// Appends acts, every third of them private, and answers their ids.
fn fill(conn: &mut Conn, count: u64) -> Vec<i64> {
    let all = |conn: &mut Conn| (0..count).map(|n| append(conn, &act(n, n % 3 != 2))).collect();
    conn.transaction::<Vec<i64>, diesel::result::Error, _>(all).unwrap()
}

fn run(conn: &mut Conn) -> SequenceReport {
    conn.transaction::<_, anyhow::Error, _>(|conn| sequence(conn, &sequencer(), now())).unwrap()
}

fn ledger(count: u64) -> (Conn, Vec<i64>) {
    let mut conn = database();
    let ids = fill(&mut conn, count);
    assert_eq!(run(&mut conn).size, count);
    (conn, ids)
}

fn proof_text(conn: &mut Conn, id: i64, disclosure: Disclosure) -> String {
    inclusion(conn, id, disclosure).unwrap().unwrap().to_text()
}

fn check(files: &Files, older: Option<&str>) -> Result<LedgerReport, Unproven> {
    verify_ledger(&mut |path| Ok(files.get(path).cloned()), &trust(), older)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_inclusion_proof_verifies_and_no_flipped_bit_does(size in 1u64..600, bit in any::<prop::sample::Index>()) {
        let (mut conn, ids) = ledger(size);
        let head = trust().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
        for (n, id) in (0..).zip(&ids) {
            let proof = inclusion(&mut conn, *id, Disclosure::Holder).unwrap().unwrap();
            let leaf = record_hash(proof.leaf.record().as_bytes());
            prop_assert!(check_record(&proof.path, head.size, head.root, n, leaf).is_ok());
            prop_assert_eq!(&Proof::parse(&proof.to_text()).unwrap(), &proof);
        }
        let some = bit.index(ids.len());
        let proven = verify_proof(&proof_text(&mut conn, ids[some], Disclosure::Holder), &trust()).unwrap();
        prop_assert_eq!(proven.content.unwrap().facts["number"].as_u64(), Some(some as u64));
        let text = proof_text(&mut conn, ids[some], Disclosure::Public);
        let mut forged = text.clone().into_bytes();
        let at = bit.index(forged.len() * 8);
        forged[at / 8] ^= 1 << (at % 8);
        // The last bits of a base64 group of the time-stamped signature are the only ones a reader may not notice.
        if let Ok(forged) = String::from_utf8(forged) {
            let same = verify_proof(&text, &trust()).unwrap();
            let says = |p: Proven| (p.index, p.record, p.checkpoint.root, p.checkpoint.size);
            let harmless = verify_proof(&forged, &trust()).map_or(true, |p| says(p) == says(same));
            prop_assert!(harmless);
        }
    }

    #[test]
    fn a_flipped_bit_in_leaf_path_index_or_root_is_noticed(size in 2u64..600, n in any::<prop::sample::Index>()) {
        let (mut conn, ids) = ledger(size);
        let proof = inclusion(&mut conn, *n.get(&ids), Disclosure::Public).unwrap().unwrap();
        let mut wrong = vec![Proof { index: proof.index ^ 1, ..proof.clone() }];
        let mut path = proof.path.clone();
        let at = n.index(path.len());
        path[at].0[n.index(32)] ^= 1 << n.index(8);
        wrong.push(Proof { path, ..proof.clone() });
        wrong.push(Proof { path: proof.path[1..].to_vec(), ..proof.clone() });
        wrong.push(Proof { leaf: Leaf::Record(proof.leaf.record().replace("\"v\":1", "\"v\":3")), ..proof.clone() });
        for forged in wrong {
            prop_assert_eq!(verify_proof(&forged.to_text(), &trust()), Err(Unproven::NotIncluded));
        }
        let forged = Proof { checkpoint: proof.checkpoint.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size + 1), 1), ..proof };
        prop_assert_eq!(verify_proof(&forged.to_text(), &trust()), Err(Unproven::Signature));
    }

    #[test]
    fn any_two_sizes_of_one_ledger_are_consistent(old in 1u64..400, more in 0u64..200) {
        let (mut conn, _) = ledger(old);
        let before = trust().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
        fill(&mut conn, more);
        run(&mut conn);
        let text = witness_request(&mut conn, old).unwrap().unwrap();
        let proof: Vec<Hash> = text.lines().skip(1).map_while(|l| Hash::parse_hash(l).ok()).collect();
        let after = trust().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
        prop_assert_eq!(after.size, old + more);
        prop_assert!(check_tree(&proof, after.size, after.root, old, before.root).is_ok());
        prop_assert!(more == 0 || check_tree(&proof, after.size, after.root, old, after.root).is_err());
    }

    #[test]
    fn an_exported_ledger_of_any_size_verifies(old in 0u64..400, more in 0u64..400) {
        let (mut conn, _) = ledger(old);
        let mut files = Files::new();
        let published = publish(&mut conn, 0, &mut files).unwrap();
        let older = checkpoint_text(&mut conn).unwrap().unwrap();
        fill(&mut conn, more);
        run(&mut conn);
        publish(&mut conn, published, &mut files).unwrap();
        let report = check(&files, Some(&older)).unwrap();
        prop_assert_eq!((report.public + report.sealed, report.older.unwrap().size), (old + more, old));
        for path in files.keys().filter(|p| *p != "checkpoint") {
            prop_assert_eq!(&tile_bytes(&mut conn, path).unwrap(), &files.get(path).cloned(), "{}", path);
        }
    }
}

struct Tiles(Files, RefCell<usize>);

impl TileReader for Tiles {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, Error> {
        *self.1.borrow_mut() += tiles.len();
        let one =
            |tile: &Tile| self.0.get(&tile.path().replacen("tile/8/", "tile/", 1)).cloned().ok_or(Error::InvalidTile);
        tiles.iter().map(one).collect()
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

#[test]
fn the_stock_tile_reader_reads_our_tiles() {
    let (mut conn, _) = ledger(700);
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    let head = trust().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
    let tiles = Tiles(files, RefCell::default());
    let reader = TileHashReader::new(head.size, head.root, &tiles);
    for n in [0, 255, 256, 511, 512, 699] {
        let leaf = record_hash(entry_at(&mut conn, n).unwrap().unwrap().body.as_bytes());
        assert_eq!(reader.read_hashes(&[stored_hash_index(0, n)]).unwrap(), [leaf]);
    }
    assert!(*tiles.1.borrow() > 0);
}

#[test]
fn sequencing_twice_changes_nothing() {
    let (mut conn, _) = ledger(300);
    let text = checkpoint_text(&mut conn).unwrap();
    assert_eq!(run(&mut conn), SequenceReport { added: 0, size: 300, signed: false, more: false });
    assert_eq!(checkpoint_text(&mut conn).unwrap(), text);
}

#[test]
fn a_transaction_that_dies_before_its_commit_leaves_the_ledger_as_it_was() {
    let (mut conn, _) = ledger(10);
    fill(&mut conn, 5);
    let died: Result<(), anyhow::Error> = conn.transaction(|conn| {
        sequence(conn, &sequencer(), now())?;
        anyhow::bail!("killed")
    });
    assert!(died.is_err());
    assert_eq!(newest_size(&mut conn).unwrap(), 10);
    assert_eq!(run(&mut conn), SequenceReport { added: 5, size: 15, signed: true, more: false });
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    assert_eq!(check(&files, None).unwrap().checkpoint.size, 15);
}

/// Stops after some files, like a process that is killed.
struct Dying<'f>(&'f mut Files, usize);

impl Sink for Dying<'_> {
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        anyhow::ensure!(self.1 > 0, "killed");
        self.1 -= 1;
        self.0.put(path, bytes)
    }
}

#[test]
fn publishing_killed_at_any_file_leaves_a_valid_ledger_and_finishes_later() {
    let (mut conn, _) = ledger(200);
    let mut before = Files::new();
    publish(&mut conn, 0, &mut before).unwrap();
    fill(&mut conn, 400);
    run(&mut conn);
    for after in 0..9 {
        let mut files = before.clone();
        if publish(&mut conn, 200, &mut Dying(&mut files, after)).is_err() {
            assert_eq!(check(&files, None).unwrap().checkpoint.size, 200);
        }
        let text = String::from_utf8(files["checkpoint"].clone()).unwrap();
        publish(&mut conn, unverified_size(&text).unwrap(), &mut files).unwrap();
        assert_eq!(check(&files, None).unwrap().checkpoint.size, 600);
    }
}

#[test]
fn of_two_sequencers_at_once_only_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::parse(&format!("sqlite://{}", folder.path().join("db").display())).unwrap();
    let mut conn = engine.connect(Use::Write).unwrap();
    migrate(&mut conn).unwrap();
    fill(&mut conn, 20);
    // What the slower one read before the faster one committed.
    let waiting = store::waiting(&mut conn, 100).unwrap();
    let ids: Vec<i64> = waiting.iter().map(|(id, _)| *id).collect();
    run(&mut conn);
    let slow = conn.transaction(|conn| store::place(conn, &ids, 0)).unwrap_err();
    assert_eq!(slow.to_string(), store::lost_race().to_string());
    let double = conn.transaction::<(), anyhow::Error, _>(|conn| {
        fill(conn, 1);
        let id = store::waiting(conn, 1)?.first().unwrap().0;
        Ok(store::place(conn, &[id], 19)?)
    });
    assert!(double.unwrap_err().to_string().contains("UNIQUE"));
    assert_eq!(newest_size(&mut conn).unwrap(), 20);
}

#[test]
fn an_old_checkpoint_is_signed_anew_and_a_young_one_is_not() {
    let mut conn = database();
    let at =
        |conn: &mut Conn, seconds| sequence(conn, &sequencer(), now() + TimeDelta::seconds(seconds)).unwrap().signed;
    assert_eq!([0, 59, 60, 61].map(|s| at(&mut conn, s)), [true, false, true, false]);
    let open = trust().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
    assert_eq!((open.size, open.signed_at), (0, Some(now() + TimeDelta::seconds(60))));
}

#[test]
fn batches_follow_each_other_until_nothing_waits() {
    let mut conn = database();
    fill(&mut conn, 25);
    let small = Sequencer { batch: 10, ..sequencer() };
    let sizes = [0; 3].map(|_| sequence(&mut conn, &small, now()).unwrap()).map(|r| (r.size, r.more));
    assert_eq!(sizes, [(10, true), (20, true), (25, false)]);
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    assert_eq!(check(&files, None).unwrap().public, 17);
}

#[test]
fn ids_with_gaps_get_places_without_gaps() {
    let mut conn = database();
    let ids = fill(&mut conn, 9);
    for id in [ids[0], ids[4], ids[5]] {
        diesel::sql_query(format!("DELETE FROM ledger_entries WHERE id = {id}")).execute(&mut conn).unwrap();
    }
    assert_eq!(run(&mut conn).size, 6);
    let numbers = (0..6).map(|n| entry_at(&mut conn, n).unwrap().unwrap().id - ids[0]).collect::<Vec<_>>();
    assert_eq!(numbers, [1, 2, 3, 6, 7, 8]);
}

#[test]
fn a_private_act_shows_nothing_but_its_seal() {
    let (mut conn, ids) = ledger(3);
    let private = entry(&mut conn, ids[2]).unwrap().unwrap();
    assert!(private.public().is_none() && !private.body.contains("tender") && !private.body.contains("T-1"));
    assert_eq!(entries_of(&mut conn, "tender", "T-1", 10).unwrap().len(), 2);
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    let bundle = String::from_utf8_lossy(&files["tile/entries/000.p/3"]).into_owned();
    assert_eq!(bundle.matches("T-1").count(), 2);
    let anyone = verify_proof(&proof_text(&mut conn, ids[2], Disclosure::Public), &trust()).unwrap();
    assert_eq!(anyone.content, None);
    let holder = verify_proof(&proof_text(&mut conn, ids[2], Disclosure::Holder), &trust()).unwrap();
    assert_eq!(holder.content.unwrap().subject_ref, "T-1");
}

#[test]
fn erasing_a_private_act_keeps_the_tree_whole() {
    let (mut conn, ids) = ledger(3);
    assert!(erase_sealed(&mut conn, ids[2]).unwrap());
    assert!(!erase_sealed(&mut conn, ids[0]).unwrap());
    assert_eq!(sealed_content(&mut conn, ids[2]).unwrap(), None);
    assert_eq!(verify_proof(&proof_text(&mut conn, ids[2], Disclosure::Holder), &trust()).unwrap().content, None);
}

#[test]
fn a_changed_row_in_the_database_is_found() {
    let (mut conn, _) = ledger(300);
    let ask = |conn: &mut Conn| {
        let text = checkpoint_text(conn).unwrap().unwrap();
        let mut read = |path: &str| match path {
            "checkpoint" => Ok(Some(text.clone().into_bytes())),
            _ => tile_bytes(conn, path),
        };
        verify_ledger(&mut read, &trust(), None)
    };
    assert!(ask(&mut conn).is_ok());
    diesel::sql_query("UPDATE ledger_entries SET body = replace(body, 'T-1', 'T-2') WHERE position = 7")
        .execute(&mut conn)
        .unwrap();
    assert_eq!(ask(&mut conn), Err(Unproven::Altered("tile/0/000".into())));
}

#[test]
fn a_ledger_written_anew_does_not_contain_the_old_checkpoint() {
    let (mut conn, _) = ledger(10);
    let older = checkpoint_text(&mut conn).unwrap().unwrap();
    let mut conn = database();
    (0..20).for_each(|n| assert!(append(&mut conn, &act(n + 1, true)).is_ok()));
    run(&mut conn);
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    assert!(check(&files, None).is_ok());
    assert_eq!(check(&files, Some(&older)), Err(Unproven::Inconsistent(10)));
    let longer = checkpoint_text(&mut conn).unwrap().unwrap();
    let (mut conn, _) = ledger(10);
    let mut files = Files::new();
    publish(&mut conn, 0, &mut files).unwrap();
    assert_eq!(check(&files, Some(&longer)), Err(Unproven::Inconsistent(20)));
}

#[test]
fn a_folder_is_brought_up_to_date_and_keeps_no_needless_partial_tiles() {
    let folder = tempfile::tempdir().unwrap();
    let (mut conn, _) = ledger(250);
    assert_eq!(write_folder(&mut conn, folder.path()).unwrap(), 250);
    assert!(folder.path().join("tile/0/000.p/250").exists());
    fill(&mut conn, 10);
    run(&mut conn);
    assert_eq!(write_folder(&mut conn, folder.path()).unwrap(), 260);
    assert!(!folder.path().join("tile/0/000.p").exists() && !folder.path().join("tile/entries/000.p").exists());
    let report = verify_ledger(&mut |path| read_folder(folder.path(), path), &trust(), None).unwrap();
    assert_eq!(report.checkpoint.size, 260);
    std::fs::remove_file(folder.path().join("tile/1/000.p/1")).unwrap();
    let report = verify_ledger(&mut |path| read_folder(folder.path(), path), &trust(), None);
    assert_eq!(report, Err(Unproven::Missing("tile/1/000.p/1".into())));
}

#[test]
fn a_folder_ahead_of_a_database_brought_back_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (mut conn, _) = ledger(10);
    write_folder(&mut conn, folder.path()).unwrap();
    for entries in [5, 10, 20] {
        let mut other = database();
        (0..entries).for_each(|n| assert!(append(&mut other, &act(n + 1, true)).is_ok()));
        run(&mut other);
        assert!(write_folder(&mut other, folder.path()).is_err());
    }
    let report = verify_ledger(&mut |path| read_folder(folder.path(), path), &trust(), None).unwrap();
    assert_eq!(report.checkpoint.size, 10);
}

#[test]
fn a_tile_the_tree_does_not_have_yet_is_not_served() {
    let (mut conn, _) = ledger(10);
    for path in
        ["tile/0/000", "tile/0/000.p/11", "tile/1/000.p/1", "tile/entries/001.p/1", "tile/6/000", "x", "checkpoint"]
    {
        assert_eq!(tile_bytes(&mut conn, path).unwrap(), None, "{path}");
    }
    assert_eq!(tile_bytes(&mut conn, "tile/0/000.p/3").unwrap().unwrap().len(), 96);
}

#[test]
fn a_witness_signs_what_grew_and_refuses_what_changed() {
    let key = NoteKey::from_seed("audit.example/w", &[9; 32]).unwrap();
    let (mut conn, _) = ledger(10);
    let first = witness_request(&mut conn, 0).unwrap().unwrap();
    let signed = cosign(&first, None, &trust(), &key, now()).unwrap();
    fill(&mut conn, 10);
    run(&mut conn);
    let second = witness_request(&mut conn, 10).unwrap().unwrap();
    let grown = cosign(&second, Some(&signed.state), &trust(), &key, now()).unwrap();
    let status = |request: &str, state| cosign(request, state, &trust(), &key, now()).unwrap_err().status();
    assert_eq!(status(&first, Some(&signed.state)), 409);
    assert_eq!(status(&second.replacen("old 10", "old 010", 1), Some(&signed.state)), 400);
    assert_eq!(status(&second.replacen("city.example", "town.example", 1), Some(&signed.state)), 404);
    assert_eq!(status(&second.replacen("\n20\n", "\n21\n", 1), Some(&signed.state)), 403);

    let trusting = || trust().and_witness(&key.witness_vkey()).unwrap();
    assert!(!attach_cosignature(&mut conn, &signed.line, &trusting()).unwrap(), "signed an older head");
    assert!(attach_cosignature(&mut conn, &grown.line, &trust()).is_err(), "not trusted");
    assert!(attach_cosignature(&mut conn, &grown.line, &trusting()).unwrap());
    let open = trusting().open(&checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
    assert_eq!(open.witnesses, [Cosigner { name: "audit.example/w".into(), at: Some(now()) }]);

    let mut other = database();
    (0..20).for_each(|n| assert!(append(&mut other, &act(n + 1, true)).is_ok()));
    run(&mut other);
    assert_eq!(status(&witness_request(&mut other, 10).unwrap().unwrap(), Some(&signed.state)), 422);
}

#[test]
fn an_act_too_long_for_a_bundle_is_refused_and_a_private_one_never_is() {
    let mut conn = database();
    let mut long = act(1, true);
    long.facts.insert("text".into(), "长".repeat(30_000).into());
    assert!(append(&mut conn, &long).is_err());
    assert!(append(&mut conn, &NewEntry { is_public: false, ..long }).is_ok());
}
