-- Keeps the number for the collective's property.
UPDATE setting SET value = value WHERE name = '';
