grammar Weft;

file : Name* EOF ;

Name : [a-zA-Z_] [a-zA-Z0-9_]* ;
Space : [ \t\r\n]+ -> skip ;
