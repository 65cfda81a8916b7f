// Opens a cosigned checkpoint with Go's golang.org/x/mod/sumdb/note alone: the log's key as it is, a witness' with the few
// lines that C2SP tlog-cosignature asks for beyond it (type 0x04 and a time before the signature).
//
//	cosigned NOTE_FILE LOG_VERIFIER_FILE WITNESS_VERIFIER_FILE
//
// Exit codes: 0 signed by both, 1 not so.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(w.key, append([]byte(head), msg...), sig[8:])
}

func newWitness(line string) (witness, error) {
	parts := strings.SplitN(strings.TrimSpace(line), "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return witness{}, fmt.Errorf("not a cosigner's key: %v", err)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if fmt.Sprintf("%x", sum[:4]) != parts[1] {
		return witness{}, fmt.Errorf("the key's id does not fit")
	}
	return witness{parts[0], binary.BigEndian.Uint32(sum[:]), key[1:]}, nil
}

func check() error {
	var files [3][]byte
	for i := range files {
		bytes, err := os.ReadFile(os.Args[i+1])
		if err != nil {
			return err
		}
		files[i] = bytes
	}
	log, err := note.NewVerifier(strings.TrimSpace(string(files[1])))
	if err != nil {
		return err
	}
	cosigner, err := newWitness(string(files[2]))
	if err != nil {
		return err
	}
	opened, err := note.Open(files[0], note.VerifierList(log, cosigner))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 || !bytes.HasPrefix(files[0], []byte(opened.Text)) {
		return fmt.Errorf("%d signatures hold", len(opened.Sigs))
	}
	fmt.Printf("signed by %s and %s\n", opened.Sigs[0].Name, opened.Sigs[1].Name)
	return nil
}

func main() {
	if err := check(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
