// The whole grammar of Weft. One `unit` is one top-level line or declaration: the file is cut into units first, so
// that a mistake in one leaves the others readable. Line ends mean nothing: no item and no operand can begin with
// something that continues an expression, so an expression ends where nothing continues it.
// A level of the expression grammar per level of precedence, loosest first.
grammar Weft;

options {
    superClass = BoundedParser;
}


unit
    : (packageLine | importLine | function | signature | kernel) EOF
    ;

packageLine
    : 'package' path
    ;

importLine
    : 'import' path
    ;

path
    : name ('.' word)*
    ;

function
    : 'fn' name '(' names? ')' '=' expr
    ;

signature
    : 'signature' name parents? '{' item* '}'
    ;

kernel
    : kind = ('attention' | 'scan' | 'stack') name parents? '{' item* '}'
    ;

parents
    : ':' names
    ;

// ---- items

item
    : 'dim' (names | name ('=' expr | 'in' '{' exprs '}'))                              # dimItem
    | 'where' expr                                                                      # whereItem
    | role names ':' name sizes? ('at' at = indices)? ('for' expr)? ('from' from = name)?    # tensorItem
    | 'param' names ':' name                                                            # paramItem
    | 'const' name '=' expr                                                             # constItem
    | 'let' name '=' expr                                                               # letItem
    | name indices? '=' expr                                                            # equationItem
    | 'by' name '(' arguments? ')'                                                      # byItem
    | 'grad' names                                                                      # gradItem
    | 'layer' (index = name 'in')? first = expr ('..<' last = expr)? ('where' condition = expr)?
      ':' attention = name ('(' arguments? ')')?                                             # layerItem
    ;

role
    : 'query' | 'key' | 'value' | 'table' | 'input' | 'weight' | 'init' | 'state' | 'out'
    ;

sizes
    : '[' exprs ']'
    ;

indices
    : '[' exprs ']'
    ;

names
    : name (',' name)*
    ;

exprs
    : expr (',' expr)*
    ;

arguments
    : argument (',' argument)*
    ;

argument
    : (name '=')? expr
    ;

// ---- expressions

expr
    : 'if' when = expr 'then' then = expr 'else' otherwise = expr
    | disjunction
    ;

disjunction
    : conjunction ('or' conjunction)*
    ;

conjunction
    : negation ('and' negation)*
    ;

negation
    : 'not' negation
    | comparison
    ;

comparison
    : sum (('<' | '<=' | '>' | '>=' | '==' | '!=') sum)*
    ;

sum
    : product (('+' | '-') product)*
    ;

product
    : contraction (('*' | '/' | 'div' | 'mod') contraction)*
    ;

contraction
    : unary ('@' unary)*
    ;

unary
    : '-' unary
    | power
    ;

power
    : postfix ('^' unary)?
    ;

postfix
    : primary indices*
    ;

primary
    : INTEGER                             # integer
    | REAL                                # real
    | 'inf'                               # infinity
    | ('true' | 'false')                  # truth
    | name ('(' arguments? ')')?          # nameOrCall
    | '(' expr ')'                        # group
    ;

// ---- words

// Words that mean something only where an item begins are free to be names.
name
    : NAME | role | 'dim' | 'param' | 'by' | 'grad' | 'layer'
    ;

word
    : name | 'at' | 'from' | 'package' | 'import' | 'fn' | 'signature' | 'attention' | 'scan' | 'stack' | 'where' | 'const' | 'let'
    | 'in' | 'for' | 'if' | 'then' | 'else' | 'or' | 'and' | 'not' | 'div' | 'mod' | 'inf' | 'true' | 'false'
    ;

// ---- letters

PACKAGE : 'package' ;
IMPORT : 'import' ;
FN : 'fn' ;
SIGNATURE : 'signature' ;
ATTENTION : 'attention' ;
SCAN : 'scan' ;
STACK : 'stack' ;
DIM : 'dim' ;
WHERE : 'where' ;
QUERY : 'query' ;
KEY : 'key' ;
VALUE : 'value' ;
TABLE : 'table' ;
INPUT : 'input' ;
WEIGHT : 'weight' ;
INIT : 'init' ;
STATE : 'state' ;
OUT : 'out' ;
PARAM : 'param' ;
CONST : 'const' ;
LET : 'let' ;
BY : 'by' ;
GRAD : 'grad' ;
LAYER : 'layer' ;
AT : 'at' ;
FOR : 'for' ;
FROM : 'from' ;
IN : 'in' ;
IF : 'if' ;
THEN : 'then' ;
ELSE : 'else' ;
OR : 'or' ;
AND : 'and' ;
NOT : 'not' ;
DIV : 'div' ;
MOD : 'mod' ;
INF : 'inf' ;
TRUE : 'true' ;
FALSE : 'false' ;

RANGE : '..<' ;
DOT : '.' ;
COMMA : ',' ;
COLON : ':' ;
EQUALS : '=' ;
LESS : '<' ;
LESS_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_EQUAL : '>=' ;
EQUAL : '==' ;
NOT_EQUAL : '!=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
CONTRACT : '@' ;
POWER : '^' ;
LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;
LEFT_BRACE : '{' ;
RIGHT_BRACE : '}' ;

INTEGER : [0-9]+ ;
REAL : [0-9]+ '.' [0-9]+ EXPONENT? | [0-9]+ EXPONENT ;
fragment EXPONENT : [eE] [+-]? [0-9]+ ;
NAME : [A-Za-z_] [A-Za-z0-9_]* ;

RULE_COMMENT : '////' ~[\r\n]* -> channel(HIDDEN) ;
DOC : '///' ~[\r\n]* -> channel(HIDDEN) ;
COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
SPACE : [ \t\r\n\f]+ -> skip ;

// ---- habits from elsewhere: never part of a sentence, but told apart so that the cure can be named

FOREIGN_LOGIC : '&&' | '||' | '&' | '|' | '!' | '\u2227' | '\u2228' | '\u00AC' ;
FOREIGN_REMAINDER : '%' ;
FOREIGN_PRODUCT : '\u00B7' | '\u00D7' | '\u22C5' | '\u2219' | '\u2217' | '\u2022' ;
FOREIGN_QUOTIENT : '\u00F7' | '\u2215' ;
FOREIGN_MINUS : '\u2212' | '\u2013' | '\u2014' ;
FOREIGN_POWER : '**' ;
FOREIGN_COMPARISON : '=<' | '=>' | '<>' | '===' | '!==' | '\u2264' | '\u2265' | '\u2260' ;
FOREIGN_ASSIGNMENT : ':=' | '+=' | '*=' | '/=' | '\u2190' ;
FOREIGN_ARROW : '->' ;
FOREIGN_RANGE : '..' | '...' | '..=' ;
QUESTION : '?' ;
SEMICOLON : ';' ;
BLOCK_COMMENT : '/*' .*? ('*/' | EOF) ;
QUOTED : ["'`] ~["'`\r\n]* ["'`]? ;
UNKNOWN : . ;
