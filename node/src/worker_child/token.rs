//! The secret by which the daemon knows its own node.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

/// Random bytes, written as 64 hexadecimal digits.
pub type Token = [u8; 32];

/// The token in `file`, or a new one if there is none. Only its owner may read the file.
pub fn read_or_make(file: &Path) -> io::Result<Token> {
    match fs::read_to_string(file) {
        Ok(text) => {
            fs::set_permissions(file, fs::Permissions::from_mode(0o600))?;
            parse(text.trim()).ok_or_else(|| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    "not 64 hexadecimal digits; remove it to have a new one made",
                )
            })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(file),
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> Option<Token> {
    let mut token = Token::default();
    hex::decode_to_slice(text, &mut token).ok()?;
    Some(token)
}

fn make(file: &Path) -> io::Result<Token> {
    let mut token = Token::default();
    fs::File::open("/dev/urandom")?.read_exact(&mut token)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    out.write_all(hex::encode(token).as_bytes())?;
    out.sync_all()?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("deep").join("worker-token");
        let made = read_or_make(&file).expect("made");
        assert_ne!(made, Token::default());
        assert_eq!(read_or_make(&file).expect("read"), made);
        let mode = fs::metadata(&file).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_holds_something_else_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("worker-token");
        fs::write(&file, "not a token").expect("written");
        assert!(read_or_make(&file).is_err());
    }
}
