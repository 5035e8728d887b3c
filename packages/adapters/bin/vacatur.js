#!/usr/bin/env node
/** The `vacatur` command. Kept outside dist so that it can be linked before the first build. */
import '../dist/cli/main.js'
