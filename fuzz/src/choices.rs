//! Choices from bytes: whatever bytes come, they say what happens next.

/// Reads choices off a string of bytes. Where it has ended every choice is the first one, which is always the
/// ordinary one; so the shortest input is the plainest life.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// Choices from these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// Two bytes.
    pub fn short(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// A number below `end`; zero when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        match end {
            // A choice takes its byte whether there is one or not, so that those after it mean the same.
            0..=256 => usize::from(self.byte()) % end.max(1),
            _ => usize::from(self.short()) % end,
        }
    }

    /// A number from a range.
    pub fn between(&mut self, first: u32, last: u32) -> u32 {
        first.saturating_add(self.below((last - first + 1) as usize) as u32)
    }

    /// Yes, once in twenty.
    pub fn rarely(&mut self) -> bool {
        self.byte() > 242
    }

    /// Yes, once in four.
    pub fn sometimes(&mut self) -> bool {
        self.byte() >= 192
    }

    /// One of these; none of nothing.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).cloned()
    }

    /// One of an array that is not empty; the first, which is the most ordinary, as often as all others.
    pub fn of<T: Copy, const N: usize>(&mut self, from: [T; N]) -> T {
        let byte = usize::from(self.byte());
        from[if byte < 128 { 0 } else { byte % N }]
    }

    /// Mostly about as much as usual; now and then nothing, a planck, an amount at a border, or far too much.
    pub fn amount(&mut self, usual: u128) -> u128 {
        match self.byte() {
            0..=127 => usual,
            byte @ 128..=223 => usual / 64 * u128::from(byte - 96) + u128::from(byte),
            224 => 0,
            225 => 1,
            226 => usual.saturating_sub(1),
            227 => openledger_runtime::currency::EXISTENTIAL_DEPOSIT,
            228 => openledger_runtime::currency::EXISTENTIAL_DEPOSIT - 1,
            229 => openledger_runtime::currency::GENESIS_SUPPLY,
            230 => u128::MAX,
            byte => usual.saturating_mul(u128::from(byte)),
        }
    }

    /// Thirty-two bytes.
    pub fn digest(&mut self) -> [u8; 32] {
        [self.byte(); 32]
    }
}
