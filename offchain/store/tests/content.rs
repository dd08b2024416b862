//! What goes in comes out, and nothing else does.

use openledger_primitives::content::ContentId;
use openledger_store::{Store, StoreError};
use std::{fs, io, thread};

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(dir.path().join("store")).expect("a new store");
    (dir, store)
}

#[test]
fn a_file_is_named_by_its_content_and_comes_back_whole() {
    let (dir, store) = store();
    let path = dir.path().join("token.sol");
    fs::write(&path, "contract Token {}").expect("a file");
    let cid = store.put_file(&path).expect("put");
    assert_eq!(cid, ContentId::of(b"contract Token {}"));
    assert!(store.has(&cid));
    assert_eq!(store.get(&cid).expect("get"), b"contract Token {}");
    assert_eq!(store.put(b"contract Token {}").expect("the same again"), cid);
    assert!(store.path(&cid).ends_with(cid.to_string()));
}

#[test]
fn the_empty_file_is_a_file() {
    let (_dir, store) = store();
    let cid = store.put(b"").expect("put");
    assert_eq!(cid.to_string(), "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    assert_eq!(store.get(&cid).expect("get"), b"");
}

#[test]
fn a_missing_file_is_named() {
    let (_dir, store) = store();
    let cid = ContentId::of(b"never put");
    assert!(!store.has(&cid));
    let error = store.get(&cid).expect_err("nothing there");
    assert!(matches!(error, StoreError::Missing(missing) if missing == cid));
    assert!(error.is_absent());
    assert!(error.to_string().contains(&cid.to_string()), "{error}");
}

#[test]
fn an_altered_file_is_refused_named_quarantined_and_repaired_by_a_new_put() {
    let (_dir, store) = store();
    let cid = store.put(b"what was paid for").expect("put");
    for round in 1..=2 {
        fs::write(store.path(&cid), b"something else").expect("alter");
        let error = store.get(&cid).expect_err("altered");
        let StoreError::Altered { cid: named, found, quarantined } = &error else { panic!("{error}") };
        assert_eq!((*named, *found), (cid, ContentId::of(b"something else")));
        assert_eq!(fs::read(quarantined).expect("the evidence"), b"something else", "round {round}");
        assert!(error.to_string().contains(&cid.to_string()), "{error}");
        assert!(!store.has(&cid));
        assert!(matches!(store.get(&cid), Err(StoreError::Missing(_))));
        assert_eq!(store.put(b"what was paid for").expect("repair"), cid);
        assert_eq!(store.get(&cid).expect("repaired"), b"what was paid for");
    }
}

#[test]
fn a_truncated_file_is_refused_by_every_reader() {
    let (_dir, store) = store();
    let truncate = |store: &Store, cid| {
        let file = fs::File::options().write(true).open(store.path(cid)).expect("open");
        file.set_len(3).expect("truncate");
    };
    let cid = store.put(b"a long enough text").expect("put");
    truncate(&store, &cid);
    assert!(matches!(store.get(&cid), Err(StoreError::Altered { .. })));
    store.put(b"a long enough text").expect("repair");
    truncate(&store, &cid);
    assert!(matches!(store.reader(&cid), Err(StoreError::Altered { .. })));
    store.put(b"a long enough text").expect("repair");
    truncate(&store, &cid);
    assert!(matches!(store.verify(&cid), Err(StoreError::Altered { .. })));
}

#[test]
fn a_put_repairs_an_altered_file_that_nobody_read() {
    let (_dir, store) = store();
    let cid = store.put(b"original").expect("put");
    fs::write(store.path(&cid), b"tampered").expect("alter");
    store.put(b"original").expect("repair");
    assert_eq!(store.get(&cid).expect("whole again"), b"original");
}

#[test]
fn a_source_over_the_limit_leaves_nothing() {
    let (_dir, store) = store();
    let error = store.put_reader(&b"12345"[..], 4).expect_err("too long");
    assert!(matches!(error, StoreError::TooLarge { limit: 4 }), "{error}");
    assert!(!store.has(&ContentId::of(b"12345")));
    assert!(store.put_reader(&b"1234"[..], 4).is_ok());
    let left = fs::read_dir(store.root().join("incoming")).expect("list").count();
    assert_eq!(left, 0);
}

#[test]
fn a_source_that_breaks_leaves_nothing() {
    struct Breaks;
    impl io::Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the network went away"))
        }
    }
    let (_dir, store) = store();
    let error = store.put_reader(Breaks, 100).expect_err("broken");
    assert!(error.to_string().contains("the network went away"), "{error}");
    assert_eq!(fs::read_dir(store.root().join("incoming")).expect("list").count(), 0);
}

#[test]
fn an_abandoned_file_is_swept_and_a_fresh_one_is_left() {
    let (dir, store) = store();
    let old = store.root().join("incoming/old");
    let fresh = store.root().join("incoming/fresh");
    fs::write(&old, b"half").expect("old");
    fs::write(&fresh, b"half").expect("fresh");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7200);
    fs::File::options().write(true).open(&old).expect("open").set_modified(long_ago).expect("age");
    Store::open(dir.path().join("store")).expect("open again");
    assert!(!old.exists() && fresh.exists());
}

#[test]
fn many_writers_and_readers_of_one_content_agree() {
    let (dir, store) = store();
    let content = vec![7u8; 300_000];
    let cid = ContentId::of(&content);
    thread::scope(|scope| {
        for writer in 0..4 {
            let (content, root) = (&content, dir.path().join("store"));
            scope.spawn(move || {
                let own = Store::open(root).expect("a store of its own, as another process has");
                for round in 0..10u32 {
                    assert_eq!(own.put(content).expect("put"), cid, "writer {writer}, round {round}");
                    assert_eq!(own.put(&round.to_le_bytes()).expect("put"), ContentId::of(&round.to_le_bytes()));
                    match own.get(&cid) {
                        Ok(bytes) => assert_eq!(&bytes, content),
                        Err(error) => assert!(error.is_absent(), "{error}"),
                    }
                }
            });
        }
        scope.spawn(|| {
            for _ in 0..10 {
                // Someone alters the file again and again; a reader sees the right bytes or an error.
                let _ = fs::write(store.path(&cid), b"altered");
                match store.get(&cid) {
                    Ok(bytes) => assert_eq!(bytes, content),
                    Err(error) => assert!(error.is_absent(), "{error}"),
                }
            }
        });
    });
    store.put(&content).expect("a last put");
    assert_eq!(store.get(&cid).expect("whole in the end"), content);
}
