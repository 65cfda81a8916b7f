// Reads one year's public files with Go's golang.org/x/mod/sumdb alone: note for the signatures, tlog for the tree.
//
//	others PUBLIC_FOLDER VERIFIER_FILE CHECKPOINT_SEEN_EARLIER
//
// Exit codes: 0 every entry is included and the earlier checkpoint is continued, 1 not so, 2 wrong use.
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Tiles have 2^height hashes: C2SP tlog-tiles.
const height = 8

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "others PUBLIC_FOLDER VERIFIER_FILE CHECKPOINT_SEEN_EARLIER")
		os.Exit(2)
	}
	said, err := check(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(said)
}

func check(folder, verifierFile, earlierFile string) (string, error) {
	key, err := os.ReadFile(verifierFile)
	if err != nil {
		return "", err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return "", err
	}
	now, err := readCheckpoint(filepath.Join(folder, "checkpoint"), verifier)
	if err != nil {
		return "", err
	}
	earlier, err := readCheckpoint(earlierFile, verifier)
	if err != nil {
		return "", err
	}
	if earlier.N > now.N {
		return "", fmt.Errorf("rolled back from %d entries to %d", earlier.N, now.N)
	}
	tiles := tiles{folder}
	hashes := tlog.TileHashReader(now, tiles)
	for index := int64(0); index < now.N; index++ {
		leaf, err := tiles.leaf(index, now.N)
		if err != nil {
			return "", err
		}
		proof, err := tlog.ProveRecord(now.N, index, hashes)
		if err != nil {
			return "", fmt.Errorf("entry %d cannot be proved: %w", index, err)
		}
		if err := tlog.CheckRecord(proof, now.N, now.Hash, index, tlog.RecordHash(leaf)); err != nil {
			return "", fmt.Errorf("entry %d is not included: %w", index, err)
		}
	}
	proof, err := tlog.ProveTree(now.N, earlier.N, hashes)
	if err != nil {
		return "", fmt.Errorf("consistency cannot be proved: %w", err)
	}
	if err := tlog.CheckTree(proof, now.N, now.Hash, earlier.N, earlier.Hash); err != nil {
		return "", fmt.Errorf("not a continuation of the first %d entries: %w", earlier.N, err)
	}
	return fmt.Sprintf("%s: %d entries included, the first %d as seen earlier",
		verifier.Name(), now.N, earlier.N), nil
}

// readCheckpoint opens a signed note and reads its three lines: origin, size, root.
func readCheckpoint(file string, verifier note.Verifier) (tlog.Tree, error) {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("checkpoint: not three lines of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %w", err)
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("checkpoint: %w", err)
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// tiles reads the files of a folder laid out as C2SP tlog-tiles says; it is a tlog.TileReader.
type tiles struct{ folder string }

func (t tiles) Height() int { return height }

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		bytes, err := t.read(tile, strconv.Itoa(tile.L), tlog.HashSize)
		if err != nil {
			return nil, err
		}
		found = append(found, bytes)
	}
	return found, nil
}

// read finds a tile under its C2SP name, which lacks the height that Go's has; once the full tile is there, a partial
// one may be gone.
func (t tiles) read(tile tlog.Tile, kind string, memberBytes int) ([]byte, error) {
	number := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/%d/", height, tile.L))
	file := filepath.Join(t.folder, "tile", kind, number)
	bytes, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		bytes, err = os.ReadFile(strings.Split(file, ".p/")[0])
	}
	if err != nil {
		return nil, err
	}
	if len(bytes) < tile.W*memberBytes {
		return nil, fmt.Errorf("%s is torn", file)
	}
	return bytes[:tile.W*memberBytes], nil
}

// leaf reads one leaf's data from its entry bundle: two bytes of length, 32 bytes of salted hash.
func (t tiles) leaf(index, size int64) ([]byte, error) {
	const member = 2 + tlog.HashSize
	first := index >> height << height
	width := size - first
	if width > 1<<height {
		width = 1 << height
	}
	bundle := tlog.Tile{H: height, L: 0, N: index >> height, W: int(width)}
	bytes, err := t.read(bundle, "entries", member)
	if err != nil {
		return nil, err
	}
	at := (index - first) * member
	if binary.BigEndian.Uint16(bytes[at:]) != tlog.HashSize {
		return nil, fmt.Errorf("entry %d has a torn bundle", index)
	}
	return bytes[at+2 : at+member], nil
}
