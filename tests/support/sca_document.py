"""
A small document with SCA of every kind, its overlay, and the package built from both.
"""

from __future__ import annotations

from pathlib import Path

from kontokit_generator.builder.build import build
from kontokit_generator.settings.project import Project

OPENAPI = """
openapi: 3.1.0
info: {title: Demo, version: "1", summary: A bank., description: A bank for tests.}
servers: [{url: "https://api.example.com", description: Here., x-environment: production}]
tags:
  - {name: Bills, description: What has to be paid.}
  - {name: Forms, description: Pages of ours.}
  - {name: Accesses, description: Logins at banks.}
paths:
  /bills:
    get:
      operationId: listBills
      tags: [Bills]
      summary: List bills
      description: Gives them all.
      x-source: document 001
      security: []
      parameters:
        - {name: bill-id, in: query, description: Which., example: 1, schema: {type: integer}}
      responses:
        "200":
          description: Some.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Bills"}
              example: {bills: [{id: 1, state: OPEN}]}
  /bills/pay:
    post:
      operationId: payBill
      tags: [Bills]
      summary: Pay a bill
      description: Orders it at the bank.
      x-source: document 001
      security: []
      requestBody:
        required: true
        description: Which one.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/PayBill"}
            example: {billId: 1}
      responses:
        "200":
          description: Paid.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Bill"}
              example: {id: 1, state: PAID}
        "510": {$ref: "#/components/responses/Wanted"}
  /forms:
    post:
      operationId: openForm
      tags: [Forms]
      summary: Open a form
      description: Makes one.
      x-source: document 001
      security: []
      responses:
        "200":
          description: Made.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Task"}
              example: {id: a, state: FORM}
  /forms/{form-id}:
    get:
      operationId: getForm
      tags: [Forms]
      summary: Get a form
      description: Tells how far it is.
      x-source: document 001
      security: []
      parameters: [{$ref: "#/components/parameters/FormId"}]
      responses:
        "200":
          description: It.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Task"}
              example: {id: a, state: DONE}
    delete:
      operationId: dropForm
      tags: [Forms]
      summary: Drop a form
      description: Ends it.
      x-source: document 001
      security: []
      parameters: [{$ref: "#/components/parameters/FormId"}]
      responses: {"200": {description: Gone.}}
  /accesses/{id}:
    parameters: [{$ref: "#/components/parameters/Id"}]
    get:
      operationId: getAccess
      tags: [Accesses]
      summary: Get an access
      description: Tells what comes next.
      x-source: document 001
      security: []
      responses:
        "200":
          description: It.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Access"}
              example: {state: BUSY}
    put:
      operationId: putAccess
      tags: [Accesses]
      summary: Add an access
      description: Reads what the bank has.
      x-source: document 001
      security: []
      parameters:
        - {name: back, in: query, description: A page., example: a, schema: {type: string}}
      requestBody:
        required: true
        description: What is added.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/NewAccess"}
            example: {payeeName: Erika}
      responses: {"201": {description: Done.}}
    post:
      operationId: answerAccess
      tags: [Accesses]
      summary: Answer
      description: Sends what the user says.
      x-source: document 001
      security: []
      requestBody:
        required: true
        description: What it is.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Said"}
            example: {word: abc}
      responses: {"200": {description: Done.}}
  /accesses/{id}/payee:
    post:
      operationId: confirmPayee
      tags: [Accesses]
      summary: Confirm a payee
      description: Says that the user has seen the name.
      x-source: document 001
      security: []
      parameters: [{$ref: "#/components/parameters/Id"}]
      requestBody:
        required: true
        description: Who it is.
        content:
          application/json:
            schema: {$ref: "#/components/schemas/SeenPayee"}
            example: {isSeen: true}
      responses: {"200": {description: Done.}}
components:
  parameters:
    Id: {name: id, in: path, required: true, description: W., example: a, schema: {type: string}}
    FormId:
      name: form-id
      in: path
      required: true
      description: Which.
      example: a
      schema: {type: string}
  responses:
    Wanted:
      description: The bank wants the user.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Problem"}
          example: {code: SCA_WANTED}
  schemas:
    Bills:
      type: object
      description: Some bills.
      properties:
        bills:
          type: array
          description: The bills.
          items: {$ref: "#/components/schemas/Bill"}
    Bill:
      type: object
      description: A bill.
      properties:
        id: {type: integer, description: Which., example: 1}
        state: {$ref: "#/components/schemas/BillState", description: How far.}
    BillState:
      type: string
      description: How far a bill is.
      enum: [OPEN, PAID]
      x-enum-descriptions: {OPEN: Not paid., PAID: Paid.}
    PayBill:
      type: object
      description: What to pay.
      properties:
        billId: {type: integer, description: Which., example: 1}
        bankId: {type: integer, description: Whose., example: 1}
        payeeName: {type: string, description: Who., example: Erika}
        backUrl: {type: string, format: uri, description: Where to., example: "https://app.example.com"}
        step: {$ref: "#/components/schemas/Step", description: The answer.}
    Step:
      type: object
      description: An answer.
      properties:
        ref: {type: string, description: To what., example: a}
        way: {type: string, description: Chosen., example: a}
        word: {type: string, format: password, description: Said., example: a}
        query: {type: string, format: password, description: Brought back., example: a}
        isDone: {type: boolean, description: Elsewhere., example: true}
        isSeen: {type: boolean, description: The name., example: true}
        seenName: {type: string, description: It., example: Erika}
    Problem:
      type: object
      description: What went wrong.
      properties:
        code: {type: string, description: Which kind., example: SCA_WANTED}
        wanted:
          anyOf: [{$ref: "#/components/schemas/Wanted"}, {type: "null"}]
          description: By the bank.
    Wanted:
      type: object
      description: What the bank wants.
      properties:
        ref: {type: string, description: Its name., example: a}
        state: {$ref: "#/components/schemas/WantedState", description: What.}
        text: {type: string, description: The words., example: Ihre TAN?}
        picture: {type: string, description: A picture., example: abc}
        page: {type: string, description: The bank's., example: "https://bank.example.com"}
        mark: {type: string, description: To come back., example: a}
        markField: {type: string, description: In which., example: state}
        payee: {$ref: "#/components/schemas/Payee", description: Who gets it.}
        ways:
          type: array
          description: To choose from.
          items: {$ref: "#/components/schemas/Way"}
    WantedState:
      type: string
      description: What the bank wants.
      enum: [WORD, ELSEWHERE, NAME]
      x-enum-descriptions: {WORD: A TAN., ELSEWHERE: A confirmation., NAME: A look.}
    Payee:
      type: object
      description: Who gets the money.
      properties:
        found: {$ref: "#/components/schemas/Found", description: By the bank.}
        owner: {type: string, description: Of the account., example: Erika}
        words: {type: string, description: The words., example: Bitte prüfen.}
    Found:
      type: string
      description: What the bank found.
      enum: [FULL, NEAR, NONE, "NO_CHECK"]
      x-enum-descriptions: {FULL: The same., NEAR: Nearly., NONE: Another., NO_CHECK: Nothing.}
    SeenPayee:
      type: object
      description: What the user saw.
      properties:
        isSeen: {type: boolean, description: The name., example: true}
        seenName: {type: string, description: It., example: Erika}
    NewAccess:
      type: object
      description: What is added.
      properties:
        payeeName: {type: string, description: Who., example: Erika}
    Way:
      type: object
      description: A way.
      properties:
        id: {type: string, description: Which., example: a}
        name: {type: string, description: Its name., example: SMS}
    Task:
      type: object
      description: A task.
      properties:
        id: {type: string, description: Which., example: a}
        state: {$ref: "#/components/schemas/TaskState", description: How far.}
        why: {type: string, description: It failed., example: a}
        form:
          anyOf: [{$ref: "#/components/schemas/Form"}, {type: "null"}]
          description: Where it goes on.
    TaskState:
      type: string
      description: How far a task is.
      enum: [FORM, DONE]
      x-enum-descriptions: {FORM: In a form., DONE: At its end.}
    Form:
      type: object
      description: A form.
      properties:
        url: {type: string, format: uri, description: Where., example: "https://form.example.com"}
        ends: {type: string, format: date-time, description: When., example: "2024-01-02T03:04:05Z"}
        state: {$ref: "#/components/schemas/TaskState", description: How far.}
    Access:
      type: object
      description: A login.
      properties:
        state: {$ref: "#/components/schemas/AccessState", description: How far.}
        until: {type: string, format: date-time, description: W., example: "2024-01-02T03:04:05Z"}
        asks: {$ref: "#/components/schemas/Asks", description: The user.}
        payee: {$ref: "#/components/schemas/Payee", description: Who gets it.}
        ways:
          type: array
          description: To choose from.
          items: {$ref: "#/components/schemas/Way"}
        notes:
          type: array
          description: What happened.
          items: {$ref: "#/components/schemas/Note"}
    AccessState:
      type: string
      description: How far an access is.
      enum: [BUSY, ASKS, READY]
      x-enum-descriptions: {BUSY: At work., ASKS: Waiting., READY: At its end.}
    Asks:
      type: object
      description: What the user has to do.
      properties:
        elsewhere: {type: boolean, description: In an app., example: true}
        shown: {$ref: "#/components/schemas/Shown", description: To the user.}
    Shown:
      type: object
      description: What the user sees.
      properties:
        text: {type: string, description: The words., example: Ihre TAN?}
    Note:
      type: object
      description: A note.
      properties:
        code: {type: string, description: Which., example: N1}
    Said:
      type: object
      description: What the user said.
      properties:
        word: {type: string, format: password, description: The TAN., example: a}
"""
OVERLAY = """
overlay: 1.0.0
info: {title: Marks, version: "1"}
actions:
  - target: $
    description: A name.
    update: {x-kontokit-client: {name: Demo, first_call: listBills}}
  - target: $..properties['payeeName', 'seenName', 'owner', 'name']
    description: Names.
    update: {x-kontokit-personal: name}
  - target: $.components.schemas.Problem
    description: It says why.
    update: {x-kontokit-error: {code: code, challenge: wanted}}
  - target: $
    description: Where links lead.
    update:
      x-kontokit-relations:
        self: {operations: [getAccess]}
        check: {operations: [confirmPayee]}
        answer: {operations: [answerAccess]}
        stop: {json: true, method: DELETE}
  - target: $
    description: How the user is asked.
    update:
      x-kontokit-sca-config:
        repeat:
          field: step
          reference: ref
          status: state
          statuses: {WORD: challenge, ELSEWHERE: decoupled, NAME: payee}
          method: way
          answer: word
          returned: query
          confirmed: isDone
          offer: {items: ways, id: id, name: name}
          shown: {text: text, pictures: [picture]}
          payee: &payee
            result: payee.found
            results: {FULL: match, NEAR: close_match, NONE: no_match, NO_CHECK: not_checked}
            suggested_name: payee.owner
            text: payee.words
            order_name: payeeName
            confirmed: isSeen
            confirmed_name: seenName
          url: page
          state: mark
          state_field: markField
          return_url: backUrl
          seconds: 5
          bank: [bankId]
          codes: {WRONG_WORD: {before: refused, source: a page}}
          status_queries:
            payBill:
              operation: listBills
              argument: bill-id
              value: billId
              items: bills
              status: state
              statuses: {OPEN: open, PAID: done}
        relations:
          relation_kinds: {check: payee, answer: challenge}
          payee: *payee
          fields: {answer: word}
          cancel: stop
          refresh_relation: self
          methods: [{items: ways, id: id, name: name}]
          media: []
          challenge: asks
          shown: {text: text}
          content: shown
          decoupled: elsewhere
          messages: notes
          code: code
          codes: {N1: {before: done, source: a page}}
          status: state
          working: [BUSY]
          asking: [ASKS]
          complete: [READY]
          timeouts: {putAccess: until}
          seconds: 5
          working_seconds: 2.5
          callback: back
          return_parameter: result
          return_meanings: {OK: finished}
          bank: [bankId]
          status_operations: {putAccess: getAccess}
        forms:
          openForm:
            read: getForm
            argument: form-id
            id: id
            status: state
            statuses: {FORM: form, DONE: done}
            form: form
            form_statuses: {FORM: waiting, DONE: done}
            url: url
            ends: ends
            code: why
            callbacks: [back]
            cancel: dropForm
            seconds: 2
  - target: $.paths['/bills'].get
    description: A mark.
    update: {x-kontokit-name: list, x-kontokit-retry: read}
  - target: $.paths['/bills/pay'].post
    description: A mark.
    update: {x-kontokit-name: pay, x-kontokit-retry: payment, x-kontokit-sca: [repeat]}
  - target: $.paths['/forms'].post
    description: A mark.
    update: {x-kontokit-name: open, x-kontokit-retry: create, x-kontokit-sca: [webform]}
  - target: $.paths['/forms/{form-id}'].get
    description: A mark.
    update: {x-kontokit-name: get, x-kontokit-retry: read}
  - target: $.paths['/forms/{form-id}'].delete
    description: A mark.
    update: {x-kontokit-name: drop, x-kontokit-retry: write}
  - target: $.paths['/accesses/{id}'].get
    description: A mark.
    update: {x-kontokit-name: get, x-kontokit-retry: read, x-kontokit-sca: [relations]}
  - target: $.paths['/accesses/{id}'].put
    description: A mark.
    update: {x-kontokit-name: put, x-kontokit-retry: bank, x-kontokit-sca: [relations, webform]}
  - target: $.paths['/accesses/{id}/payee'].post
    description: A mark.
    update: {x-kontokit-name: confirm_payee, x-kontokit-retry: bank}
  - target: $.paths['/accesses/{id}'].post
    description: A mark.
    update: {x-kontokit-name: answer, x-kontokit-retry: bank}
  - target: $.components.schemas
    description: What must be right.
    update:
      Bills: {x-kontokit-essential: [bills]}
      Bill: {x-kontokit-essential: [id, state]}
      Problem: {x-kontokit-essential: [code, wanted]}
      Wanted:
        x-kontokit-essential: [ref, state, text, picture, page, mark, markField, payee, ways]
      Payee: {x-kontokit-essential: [found, owner]}
      Way: {x-kontokit-essential: [id]}
      Task: {x-kontokit-essential: [id, state, form]}
      Form: {x-kontokit-essential: [url, ends, state]}
      Access: {x-kontokit-essential: [state, asks, payee, ways, notes]}
      Asks: {x-kontokit-essential: [elsewhere, shown]}
      Shown: {x-kontokit-essential: [text]}
      Note: {x-kontokit-essential: [code]}
"""


def built(paths: Project, *edits: tuple[str, str]) -> Path:
    """
    Build the document with some texts replaced, and give the folder of the package.
    """
    texts = {paths.document("demo"): OPENAPI, paths.overlay("demo"): OVERLAY}
    for old, new in edits:
        assert any(old in text for text in texts.values())
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    build(["demo"], paths)
    return paths.output / "demo" / "src" / "kontokit_demo"
