//! Ending a text where a stop string begins, although the string may arrive in pieces.

/// Passes text on, holding back what may be the beginning of a stop string.
pub struct StopStrings<'a> {
    stops: &'a [String],
    held: String,
}

impl<'a> StopStrings<'a> {
    /// Nothing seen yet; empty stop strings are ignored.
    pub fn new(stops: &'a [String]) -> Self {
        Self { stops, held: String::new() }
    }

    /// Takes the next piece; returns what may be shown now and whether a stop string was reached.
    pub fn push(&mut self, piece: &str) -> (String, bool) {
        self.held.push_str(piece);
        let stops = self.stops.iter().filter(|stop| !stop.is_empty());
        if let Some(at) = stops.clone().filter_map(|stop| self.held.find(stop.as_str())).min() {
            self.held.truncate(at);
            return (std::mem::take(&mut self.held), true);
        }
        let longest = stops
            .filter_map(|stop| {
                stop.char_indices().map(|(at, _)| at).rev().find(|at| *at > 0 && self.held.ends_with(&stop[..*at]))
            })
            .max()
            .unwrap_or(0);
        let keep = self.held.split_off(self.held.len() - longest);
        (std::mem::replace(&mut self.held, keep), false)
    }

    /// What is still held back, at the end.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(stops: &[&str], pieces: &[&str]) -> (String, bool) {
        let stops: Vec<String> = stops.iter().map(|s| s.to_string()).collect();
        let mut filter = StopStrings::new(&stops);
        let mut text = String::new();
        for piece in pieces {
            let (shown, stopped) = filter.push(piece);
            text.push_str(&shown);
            if stopped {
                return (text, true);
            }
        }
        text.push_str(&filter.finish());
        (text, false)
    }

    #[test]
    fn stops_across_pieces_and_gives_back_false_alarms() {
        assert_eq!(run(&["\n\n"], &["a\n", "\nb"]), ("a".into(), true));
        assert_eq!(run(&["\n\n"], &["a\n", "b\n"]), ("a\nb\n".into(), false));
        assert_eq!(run(&["END", "é!"], &["xé", "!E"]), ("x".into(), true));
        assert_eq!(run(&["aab"], &["a", "a", "a", "b", "c"]), ("a".into(), true));
        assert_eq!(run(&[""], &["ab"]), ("ab".into(), false));
        assert_eq!(run(&["bc", "ab"], &["xabc"]), ("x".into(), true));
    }
}
