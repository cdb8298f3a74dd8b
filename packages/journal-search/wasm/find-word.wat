;; Finds a word in bytes, in either case, 16 places at a time: those at which its first and its last byte stand.
;; `write-find-word.ts` makes src/events/find-word-code.ts of it.
(module
  (memory (export "memory") 1)

  ;; The first place in [from, to) at which the word stands, a byte beyond ASCII, or `\u`; -1 where there is none.
  ;; The word is in lower case, of letters and digits. At least `length` + 31 bytes behind `to` can be read.
  (func (export "find")
    (param $from i32) (param $to i32) (param $word i32) (param $length i32) (result i32)
    (local $case v128) (local $escape v128) (local $first v128) (local $last v128) (local $bytes v128) (local $distance i32) (local $found i32) (local $place i32)
    ;; Or-ed to a byte it makes a letter a small one and leaves a digit; what else becomes one is seen by $counts.
    (local.set $case (i8x16.splat (i32.const 32)))
    (local.set $escape (i8x16.splat (i32.const 92)))
    (local.set $distance (i32.sub (local.get $length) (i32.const 1)))
    (local.set $first (i8x16.splat (i32.load8_u (local.get $word))))
    (local.set $last (i8x16.splat (i32.load8_u (i32.add (local.get $word) (local.get $distance)))))
    (loop $blocks
      (if (i32.ge_u (local.get $from) (local.get $to)) (then (return (i32.const -1))))
      (local.set $bytes (v128.load (local.get $from)))
      ;; The highest bit of a byte says that its place has to be looked at: it is set in those beyond ASCII.
      (local.set $found
        (i8x16.bitmask
          (v128.or
            (local.get $bytes)
            (v128.or
              (i8x16.eq (local.get $bytes) (local.get $escape))
              (v128.and
                (i8x16.eq (v128.or (local.get $bytes) (local.get $case)) (local.get $first))
                (i8x16.eq
                  (v128.or (v128.load (i32.add (local.get $from) (local.get $distance))) (local.get $case))
                  (local.get $last)))))))
      (loop $places
        (if (local.get $found)
          (then
            (local.set $place (i32.add (local.get $from) (i32.ctz (local.get $found))))
            (if (i32.ge_u (local.get $place) (local.get $to)) (then (return (i32.const -1))))
            (if (call $counts (local.get $place) (local.get $to) (local.get $word) (local.get $length))
              (then (return (local.get $place))))
            (local.set $found (i32.and (local.get $found) (i32.sub (local.get $found) (i32.const 1))))
            (br $places))))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br $blocks))
    (unreachable))

  (func $counts (param $place i32) (param $to i32) (param $word i32) (param $length i32) (result i32)
    (local $byte i32) (local $wanted i32) (local $index i32)
    (local.set $byte (i32.load8_u (local.get $place)))
    (if (i32.ge_u (local.get $byte) (i32.const 128)) (then (return (i32.const 1))))
    (if (i32.eq (local.get $byte) (i32.const 92))
      (then
        (return
          (i32.and
            (i32.lt_u (i32.add (local.get $place) (i32.const 1)) (local.get $to))
            (i32.eq (i32.load8_u offset=1 (local.get $place)) (i32.const 117))))))
    (if (i32.gt_u (i32.add (local.get $place) (local.get $length)) (local.get $to)) (then (return (i32.const 0))))
    (loop $letters
      (local.set $byte (i32.load8_u (i32.add (local.get $place) (local.get $index))))
      (local.set $wanted (i32.load8_u (i32.add (local.get $word) (local.get $index))))
      (if (i32.ge_u (local.get $wanted) (i32.const 97))
        (then (local.set $byte (i32.or (local.get $byte) (i32.const 32)))))
      (if (i32.ne (local.get $byte) (local.get $wanted)) (then (return (i32.const 0))))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $letters (i32.lt_u (local.get $index) (local.get $length))))
    (i32.const 1)))
